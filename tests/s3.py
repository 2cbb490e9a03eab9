"""S3-compatible storage, played by a server on this machine."""

import pytest

from portal import env


@pytest.fixture(scope="session")
def storage_server():
    """Its address. What it needs is imported only for the tests that ask for it."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def in_s3(storage_server, settings, monkeypatch):
    """The bucket that the portal keeps its files in during the test."""
    import boto3

    given = {
        "S3_BUCKET": "documents",
        "S3_ENDPOINT_URL": storage_server,
        "S3_REGION": "eu-west-2",
        "S3_ACCESS_KEY_ID": "key",
        "S3_SECRET_ACCESS_KEY": "secret",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = settings.STORAGES | {"default": env.storage()}
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-2"}
    bucket = boto3.resource("s3", endpoint_url=storage_server, **keys).Bucket("documents")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield bucket
    bucket.objects.delete()
    bucket.delete()
