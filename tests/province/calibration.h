// What a province is like, in numbers: each with what it means, so that it can be changed
// knowingly.
//
// Where a figure is observed it comes from what the national portal's public reporting showed of
// one province of 148 communes and 15 departments in 2026; the rest is set so that the true
// end-to-end rate comes out between 17 and 25 per cent while the province's own way of counting
// shows more than 30.
#pragma once

#include <array>

namespace congto::province {

// Bodies.
inline constexpr int kCommunes = 148;
inline constexpr int kDepartments = 15;
// Share of dossiers that come in at a commune (observed 80.5 %).
inline constexpr double kCommuneShare = 0.805;
// Dossiers per commune are lognormal: sigma of the logarithm (observed 0.62; Gini 0.33).
inline constexpr double kCommuneSigma = 0.62;
// One department (agriculture and environment) takes most of what departments receive (observed 78
// %).
inline constexpr double kLargestDepartmentShare = 0.78;

// Procedures.
inline constexpr int kProcedures = 406; // with at least one dossier in a month (observed)
// Certified copies: share of all dossiers (observed 28.3 %).
inline constexpr double kTopProcedureShare = 0.283;
// The others follow Zipf–Mandelbrot, 1 / (rank + shift)^exponent: the tail is thinner than Zipf's.
inline constexpr double kZipfShift = 2.7;
inline constexpr double kZipfExponent = 1.1;
// Share of dossiers whose procedure is offered full resp. partial; the rest is information only.
inline constexpr double kFullShare = 0.33;
inline constexpr double kPartialShare = 0.12;
// One in so many partial procedures was raised to full on 1 July: a dossier keeps the level it had
// when it was submitted.
inline constexpr int kRaisedOneIn = 6;

// Fees: share of dossiers of communes resp. departments that owe one (observed 64.6 % and 7.1 %;
// 53.4 % of all in a month, 60.0 % in the year).
inline constexpr double kCommuneFeeShare = 0.68;
inline constexpr double kDepartmentFeeShare = 0.071;
// Of the dossiers that owe a fee, those that really have one (the others are exempt: amount 0).
inline constexpr double kFeeDue = 0.97;

// How a fee is paid, in thousandths (observed: 84–86 % of fee dossiers online).
struct PaymentShares {
    int gateway;          // a gateway transaction is there
    int gateway_unproved; // said to be online, no transaction: the D11 trap
    int cash;             // the officer marks it paid
    int transfer;
    int split; // one part through the gateway, one in cash
};
inline constexpr PaymentShares kPaidByOnline{950, 15, 20, 10, 5};
inline constexpr PaymentShares kPaidByOthers{880, 20, 85, 10, 5};

// How dossiers come in, in thousandths, by the level of the procedure.
struct ChannelShares {
    int online;   // the applicant
    int assisted; // keyed in by an official: what inflates the reported figure
    int counter;
    int post;
    int unknown; // the source says nothing
};
inline constexpr ChannelShares kChannelsOfFull{630, 215, 135, 15, 5};
inline constexpr ChannelShares kChannelsOfPartial{420, 240, 320, 15, 5};
inline constexpr ChannelShares kChannelsOfOthers{15, 20, 945, 15, 5};
// Wide system only: rows copied from an older one.
inline constexpr int kMigratedPerThousand = 8;
// An online dossier with a ticket of the counter's queue: it was not online all the way.
inline constexpr int kTicketPerThousand = 60;

// How results go out, in thousandths (observed: 72.5 % of dossiers have an electronic result).
struct ResultShares {
    int file;
    int post;
    int counter;
    int untold;
};
inline constexpr ResultShares kResultsOfOnline{810, 55, 130, 5};
inline constexpr ResultShares kResultsOfOthers{690, 25, 280, 5};

// Time. Working days promised, and real time as a lognormal share of the promise: with this median
// and sigma about 86 of 100 are on time (observed 78 to 88 %).
inline constexpr std::array<int, 8> kPromisedDays{1, 2, 3, 5, 7, 10, 15, 20};
inline constexpr int kDepartmentDaysFactor = 2; // departments are slower (observed 18.9 days)
inline constexpr double kPaceMedian = 0.50;
inline constexpr double kPaceSigma = 0.63;
// Days between resolved and fetched or sent: median and sigma.
inline constexpr double kFetchMedianHours = 5.0;
inline constexpr double kFetchSigma = 1.4;
// Weight of a month by its place in the year: the second half is busier (observed: 157,336 in the
// first half, 440,558 in the third quarter of the first year of the new province).
inline constexpr std::array<double, 12> kMonthWeights{0.7, 0.5, 0.8, 0.9, 0.9, 1.0,
                                                      1.4, 1.5, 1.5, 1.4, 1.2, 1.1};
// Monday to Sunday. Online portals are open at weekends, counters are not.
inline constexpr std::array<double, 7> kWeekdayWeights{1.2, 1.1, 1.0, 1.0, 1.0, 0.25, 0.12};

// What happens to few, in thousandths.
inline constexpr int kRefusedPerThousand = 15;
inline constexpr int kWithdrawnPerThousand = 12;
inline constexpr int kWithdrawnUnreceivedPerThousand = 3;
inline constexpr int kStoppedPerThousand = 6;
inline constexpr int kSupplementPerThousand = 60;
inline constexpr int kExtendedPerThousand = 40;

// What real databases hold besides. In ten-thousandths of dossiers.
inline constexpr int kNoCode = 4;             // quarantined
inline constexpr int kNoReceivedTime = 8;     // quarantined
inline constexpr int kOddStatus = 6;          // quarantined
inline constexpr int kOddLevel = 30;          // level unknown, counts all the same
inline constexpr int kResolvedUnwritten = 25; // returned, but the time of resolving is missing
inline constexpr int kResolvedUndated = 400;  // of those resolved and not returned: no time at all
inline constexpr int kCodeInReference = 40;   // the code stands in the fallback column
inline constexpr int kDummyIdentity = 30;     // 000000001
// Rows that are not dossiers, in ten-thousandths of dossiers.
inline constexpr int kPortalCopies = 2500; // of online dossiers only
inline constexpr int kChildren = 120;
inline constexpr int kContainers = 30;
inline constexpr int kDrafts = 200;
inline constexpr int kUnclaimed = 90;
inline constexpr int kDeletedRows = 80;
// Dossiers a maintenance job touched in one and the same second: one in so many.
inline constexpr int kTouchedOneIn = 50;

} // namespace congto::province
