import pytest

from portal import secret_links


@pytest.mark.parametrize("stray", ["{}", "{}x", "{}_", "-{}", "{}Undmehr", "{}/", "{}.", "{}?from=mail"])
def test_a_key_is_hidden_with_stray_signs_before_or_behind_it(stray):
    secret = "Wq3" + secret_links.make()[0][3:]

    assert secret not in secret_links.hidden(f"GET /review/{stray.format(secret)} HTTP/1.1")


def test_a_long_address_of_a_page_stays():
    address = "/news/the-second-edition-of-the-guideline-is-open-for-comments-until-may/"

    assert secret_links.hidden(address) == address
