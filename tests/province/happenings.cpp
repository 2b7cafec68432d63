#include "tests/province/happenings.h"

#include "tests/province/life.h"

namespace congto::province {

namespace {

// A verb that can always be done to the dossiers of its stage.
template <void (*Verb)(Dossier&, std::int64_t)>
bool always(Dossier& dossier, const Scene& scene)
{
    Verb(dossier, scene.now);
    return true;
}

bool pay_what_is_owed(Dossier& d, const Scene& scene)
{
    if (!owes(d))
        return false;
    pay(d, scene.now);
    return true;
}

bool ask_for_payment(Dossier& d, const Scene& scene)
{
    if (!owes(d) || d.status == Status::payment)
        return false;
    ask_payment(d, scene.now);
    return true;
}

bool resume_when_waiting(Dossier& d, const Scene& scene)
{
    if (d.status != Status::supplement)
        return false;
    resume(d, scene.now);
    return true;
}

// An official puts right what was entered wrongly, or makes it look better.
bool correct(Dossier& d, const Scene& scene)
{
    d.modified = scene.now;
    switch (scene.random.below(4)) {
    case 0:
        if (d.channel == Channel::migrated)
            return false;
        d.channel = d.channel == Channel::online ? Channel::counter : Channel::online;
        d.entry = Entry::own_account;
        d.odd_word = false;
        return true;
    case 1:
        d.level = d.level == Level::full ? Level::partial : Level::full;
        return true;
    case 2:
        if (!d.received)
            return false;
        *d.received -= scene.random.between(1, 20) * kDay;
        return true;
    default:
        d.delivery = d.delivery == Delivery::counter ? Delivery::file : Delivery::counter;
        return true;
    }
}

bool put_into_next_body(Dossier& d, const Scene& scene)
{
    d.body = d.body > 20 ? d.body - 1 : d.body + 1;
    d.modified = scene.now;
    return true;
}

bool mark_deleted(Dossier& d, const Scene& scene)
{
    d.standing = Standing::deleted;
    d.modified = scene.now;
    return true;
}

bool restore(Dossier& d, const Scene& scene)
{
    d.standing = Standing::shown;
    d.modified = scene.now;
    return true;
}

bool mend(Dossier& d, const Scene& scene)
{
    d.flaw = Flaw::none;
    d.resolved_unwritten = false;
    d.modified = scene.now;
    return true;
}

// The dossier gets the next code of its body and day: for whoever knew the old one, it is gone.
bool correct_code(Dossier& d, const Scene& scene)
{
    d.code = scene.codes.next_code(scene.catalogue, d.body, day_of(d.created));
    d.code_in_reference = false;
    d.modified = scene.now;
    return true;
}

} // namespace

const std::vector<Happening>& happenings()
{
    static const std::vector<Happening> all{
        {"submitted", 26, Stage::none, nullptr},
        {"received", 20, Stage::waiting, always<receive>},
        {"refused", 0.5, Stage::waiting, always<refuse>},
        {"withdrawn", 0.3, Stage::waiting, always<withdraw>},
        {"paid", 5, Stage::waiting, pay_what_is_owed},
        {"paid", 5, Stage::working, pay_what_is_owed},
        {"paid", 1, Stage::ended, pay_what_is_owed},
        {"payment asked", 1.5, Stage::working, ask_for_payment},
        {"supplement asked", 3, Stage::working, always<ask_supplement>},
        {"supplemented", 3, Stage::working, resume_when_waiting},
        {"extended", 1.5, Stage::working, always<extend>},
        {"resolved", 15, Stage::working, always<resolve>},
        {"stopped", 0.4, Stage::working, always<stop>},
        {"withdrawn", 0.8, Stage::working, always<withdraw>},
        {"returned", 14, Stage::resolved, always<give_result>},
        {"corrected", 1.2, Stage::ended, correct},
        {"corrected", 0.6, Stage::working, correct},
        {"moved", 0.3, Stage::working, put_into_next_body},
        {"code corrected", 0.4, Stage::working, correct_code},
        {"code corrected", 0.3, Stage::ended, correct_code},
        {"deleted", 0.5, Stage::ended, mark_deleted},
        {"deleted", 0.3, Stage::working, mark_deleted},
        {"deleted", 0.1, Stage::waiting, mark_deleted},
        {"restored", 0.2, Stage::deleted, restore},
        {"mended", 0.2, Stage::flawed, mend},
    };
    return all;
}

} // namespace congto::province
