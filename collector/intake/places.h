// How many streams are open, in all and of one agent.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace congto::intake {

// Any thread may call. Must outlive its places.
class Places {
public:
    Places(std::size_t of_all, std::size_t of_one) : of_all_(of_all), of_one_(of_one) {}

    // Held as long as its stream is open.
    class Place {
    public:
        Place(Places& places, std::string agent) : places_(places), agent_(std::move(agent)) {}
        ~Place() { places_.leave(agent_); }
        Place(const Place&) = delete;
        Place& operator=(const Place&) = delete;

    private:
        Places& places_;
        std::string agent_;
    };

    enum class Full : std::uint8_t { no, of_all, of_one };

    struct Taken {
        std::unique_ptr<Place> place; // none: it is full
        Full full = Full::no;
    };

    // `agent`: by its certificate; empty: nobody is told apart, and only all are counted.
    Taken take(const std::string& agent);
    std::size_t open() const;

private:
    void leave(const std::string& agent);

    const std::size_t of_all_;
    const std::size_t of_one_;
    mutable std::mutex guard_;
    std::size_t open_ = 0;
    std::map<std::string, std::size_t> by_agent_;
};

} // namespace congto::intake
