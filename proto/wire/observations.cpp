#include "proto/model/codes.h"
#include "proto/wire/batch.h"
#include "proto/wire/columns.h"
#include "proto/wire/malformed_batch.h"

#include "congto/v1/batch.pb.h"

#include <string>

namespace congto::wire {
namespace {

// The columns of one message, checked once, then read row by row.
class ObservationReader {
public:
    explicit ObservationReader(const v1::Observations& columns)
        : columns_(columns), size_(id_count(columns.ids(), "observations.ids"))
    {
        require_lengths();
        require_dictionary("body", columns.body(), columns.body_codes_size());
        require_dictionary("procedure", columns.procedure(), columns.procedure_codes_size());
        require_dictionary("evidence", columns.evidence(), columns.evidence_words_size());
        mark_codes(columns.body_codes(), body_is_lawful_);
        mark_codes(columns.procedure_codes(), procedure_is_lawful_);
    }

    std::size_t size() const { return size_; }

    // In order from 0: changed_at is a running sum.
    CodedObservation at(std::size_t index)
    {
        const int i = static_cast<int>(index);
        CodedObservation read;
        read.id = id_at(columns_.ids(), index);
        read.body = columns_.body(i);
        read.procedure = columns_.procedure(i);
        lawful_ = body_is_lawful_[read.body] && procedure_is_lawful_[read.procedure];
        const model::Day opened = read.id.opened();
        lawful_ = lawful_ && model::is_lawful_day(opened);
        read.changed_at = next_changed_at(columns_.changed_at(i));
        read.state.level = word<model::Level>(columns_.level()[index]);
        read.state.channel = word<model::Channel>(columns_.channel()[index]);
        read.state.fee = word<model::Fee>(columns_.fee()[index]);
        read.state.result = word<model::Result>(columns_.result()[index]);
        read.state.status = word<model::Status>(columns_.status()[index]);
        read.state.digitised = word<model::Digitised>(columns_.digitised()[index]);
        read.state.evidence =
            evidence(columns_.evidence_words(static_cast<int>(columns_.evidence(i))));
        read.state.times = times(i, opened);
        read.lawful = lawful_;
        return read;
    }

private:
    void require_length(std::size_t length, const char* column) const
    {
        if (length != size_) {
            throw MalformedBatch(std::string("observations.") + column + " has " +
                                 std::to_string(length) + " entries for " + std::to_string(size_) +
                                 " ids");
        }
    }

    void require_lengths() const
    {
        const auto require = [this](const char* column, int length) {
            require_length(static_cast<std::size_t>(length), column);
        };
        require_length(columns_.level().size(), "level");
        require_length(columns_.channel().size(), "channel");
        require_length(columns_.fee().size(), "fee");
        require_length(columns_.result().size(), "result");
        require_length(columns_.status().size(), "status");
        require_length(columns_.digitised().size(), "digitised");
        require("changed_at", columns_.changed_at_size());
        require("body", columns_.body_size());
        require("procedure", columns_.procedure_size());
        require("evidence", columns_.evidence_size());
        require("submitted", columns_.submitted_size());
        require("received", columns_.received_size());
        require("due", columns_.due_size());
        require("resolved", columns_.resolved_size());
        require("returned", columns_.returned_size());
        require("withdrawn", columns_.withdrawn_size());
    }

    template <typename Indices>
    void require_dictionary(const std::string& column, const Indices& indices, int words) const
    {
        if (static_cast<std::size_t>(words) > size_) {
            throw MalformedBatch("the dictionary of observations." + column + " has " +
                                 std::to_string(words) + " entries for " + std::to_string(size_) +
                                 " observations");
        }
        for (const std::uint32_t index : indices) {
            if (index >= static_cast<std::uint32_t>(words)) {
                throw MalformedBatch("observations." + column + " holds index " +
                                     std::to_string(index) + ", its dictionary has " +
                                     std::to_string(words) + " entries");
            }
        }
    }

    template <typename Codes>
    static void mark_codes(const Codes& codes, std::vector<bool>& lawful)
    {
        for (const std::string& code : codes) {
            lawful.push_back(model::is_lawful_code(code));
        }
    }

    template <typename Word>
    Word word(char byte)
    {
        const auto known = model::word_numbered<Word>(static_cast<std::uint8_t>(byte));
        lawful_ = lawful_ && known;
        return known.value_or(Word{});
    }

    model::EvidenceBits evidence(std::uint64_t word)
    {
        const model::EvidenceBits bits{static_cast<std::uint32_t>(word >> 32U),
                                       static_cast<std::uint32_t>(word)};
        lawful_ = lawful_ && (bits.seen & ~bits.known) == 0;
        return bits;
    }

    model::Instant next_changed_at(std::int64_t step)
    {
        changed_at_ += static_cast<std::uint64_t>(step);
        const model::Instant changed{
            std::chrono::microseconds(static_cast<std::int64_t>(changed_at_))};
        lawful_ =
            lawful_ && model::is_lawful_time(std::chrono::floor<std::chrono::seconds>(changed));
        return changed;
    }

    std::optional<model::Moment> time(std::uint64_t coded, model::Day opened)
    {
        if (coded == 0) {
            return std::nullopt;
        }
        const std::uint64_t zigzag = coded - 1;
        const std::uint64_t sign = (zigzag & 1U) != 0 ? ~std::uint64_t{0} : 0;
        const auto seconds = static_cast<std::int64_t>(zigzag >> 1U ^ sign);
        std::int64_t since_1970 = 0;
        const bool overflow =
            __builtin_add_overflow(seconds, std::int64_t{opened.number} * 86'400, &since_1970);
        const model::Moment moment{std::chrono::seconds(since_1970)};
        lawful_ = lawful_ && !overflow && model::is_lawful_time(moment);
        return moment;
    }

    model::DossierTimes times(int i, model::Day opened)
    {
        return {time(columns_.submitted(i), opened), time(columns_.received(i), opened),
                time(columns_.due(i), opened),       time(columns_.resolved(i), opened),
                time(columns_.returned(i), opened),  time(columns_.withdrawn(i), opened)};
    }

    const v1::Observations& columns_;
    std::size_t size_;
    std::vector<bool> body_is_lawful_;
    std::vector<bool> procedure_is_lawful_;
    std::uint64_t changed_at_ = 0;
    bool lawful_ = true;
};

} // namespace

std::vector<CodedObservation> read_observations(const v1::Observations& columns)
{
    ObservationReader reader(columns);
    std::vector<CodedObservation> observations;
    observations.reserve(reader.size());
    for (std::size_t i = 0; i < reader.size(); ++i) {
        observations.push_back(reader.at(i));
    }
    return observations;
}

} // namespace congto::wire
