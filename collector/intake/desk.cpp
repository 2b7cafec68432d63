#include "collector/intake/desk.h"

#include <utility>

namespace congto::intake {

Desk::Desk(DeskParts parts, std::unique_ptr<store::Store> store, runtime::Clock& clock)
    : writer(
          std::move(store), clock, parts.limits.waiting_bytes,
          [this, on_corrupt = std::move(parts.on_corrupt)] {
              conversations.close(
                  {Reason::shutting_down, "the collector stops: its store cannot go on"});
              on_corrupt();
          },
          [this](const store::Told& told) {
              for (const auto& conversation : conversations.of({told.spool_id})) {
                  conversation->tell(told.receipt);
              }
          }),
      around{writer,
             conversations,
             std::move(parts.unit_of),
             parts.limits,
             clock,
             std::move(parts.admission),
             &refusals,
             std::move(parts.used)}
{
}

Desk::~Desk()
{
    close();
}

void Desk::close()
{
    conversations.close({Reason::shutting_down, "the collector shuts down"});
    writer.stop();
}

} // namespace congto::intake
