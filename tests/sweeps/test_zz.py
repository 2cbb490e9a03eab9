import pytest
from tests.sweeps.desk import *
from tests.portal.test_house import GUARDED
@pytest.mark.django_db
def test_x(client, open_portal):
    client.raise_request_exception = False
    people = members()
    out=open("/tmp/signin/roles.txt","w")
    for route in GUARDED:
        asked = address(route)
        row = []
        for method in ("get","post"):
            said = ""
            codes=[]
            for name, person in people.items():
                client.force_login(person)
                a = answer(client, method, asked)
                codes.append(a.status_code)
                said += "-" if is_refused(a) else name[0]
            row.append(said + f"{codes}")
        print(route, asked, row, file=out)
