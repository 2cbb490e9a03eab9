import pytest as _p
pytestmark=_p.mark.django_db
import pytest, cProfile, pstats
def test_w(client, open_portal, django_db_blocker):
    from tests.sweeps.walking import walk
    import time
    t=time.time(); p=cProfile.Profile(); p.enable(); w=walk(client, open_portal); p.disable(); print("walk", time.time()-t)
    pstats.Stats(p).sort_stats("cumtime").print_stats(45)
    from tests.sweeps.test_fuzzed import OPEN
    print("MISSING", sorted(set(OPEN)-set(w.addresses)))
    print({r:[(f.action,list(f.fields),f.files) for f in fs] for r,fs in w.forms.items()})
    print(sum(map(len,w.addresses.values())))
