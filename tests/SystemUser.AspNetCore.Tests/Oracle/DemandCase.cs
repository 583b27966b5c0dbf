namespace SystemUser.AspNetCore.Tests.Oracle;

/// <summary>One request to an endpoint with demands, and all that its answer depends on.</summary>
/// <param name="Host">How the host is configured.</param>
/// <param name="Shape">How the demands are spelled.</param>
/// <param name="Demand">What the endpoint demands.</param>
/// <param name="Caller">Who calls.</param>
/// <param name="Party">What the request says of the party.</param>
/// <param name="Said">What the decision point says of each resource.</param>
/// <param name="SaidBefore">What it said when the same was asked just before, if it was.</param>
internal sealed record DemandCase(
    HostKind Host,
    Shape Shape,
    Demand Demand,
    Caller Caller,
    PartyKind Party,
    IReadOnlyDictionary<string, Said> Said,
    IReadOnlyDictionary<string, Said>? SaidBefore
)
{
    public override string ToString() =>
        $"{Host}, {Shape}, {Demand}, {Caller}, {Party}, PDP: {Told(Said)}"
        + (SaidBefore is null ? "" : $", before: {Told(SaidBefore)}");

    private static string Told(IReadOnlyDictionary<string, Said> said) =>
        string.Join(' ', said.Select(one => $"{one.Key}={one.Value}"));
}

/// <summary>How a host is configured.</summary>
/// <param name="TakesExchanged">Whether exchanged tokens are accepted.</param>
/// <param name="Batches">Whether several rights are asked for in one call.</param>
internal sealed record HostKind(bool TakesExchanged, bool Batches);

/// <summary>How an endpoint's demands are spelled.</summary>
internal enum Shape
{
    Attribute,
    Endpoint,
    Policy,
}

/// <summary>What an endpoint demands.</summary>
/// <param name="Path">The endpoint.</param>
/// <param name="All">Demands that must all be met: of each, one resource is enough.</param>
/// <param name="TakesParty">Whether the party stands in the request.</param>
/// <param name="TakesClients">Whether it may be another than the owner.</param>
/// <param name="HasOther">Whether the policy of persons is enough.</param>
internal sealed record Demand(
    string Path,
    IReadOnlyList<IReadOnlyList<string>> All,
    bool TakesParty = false,
    bool TakesClients = false,
    bool HasOther = false
)
{
    public override string ToString() => Path;

    public static IReadOnlyList<Demand> Every { get; } =
    [
        new(
            "one",
            [
                ["a"],
            ]
        ),
        new(
            "both",
            [
                ["a"],
                ["b"],
            ]
        ),
        new(
            "any",
            [
                ["a", "b"],
            ]
        ),
        new(
            "any-of-three",
            [
                ["a", "b", "c"],
            ]
        ),
        new(
            "any-and-one",
            [
                ["a", "b"],
                ["c"],
            ]
        ),
        new(
            "one-or-person",
            [
                ["a"],
            ],
            HasOther: true
        ),
        new(
            "any-or-person",
            [
                ["a", "b"],
            ],
            HasOther: true
        ),
        new("scope", []),
        new(
            "own-party",
            [
                ["a"],
            ],
            TakesParty: true
        ),
        new(
            "clients-party",
            [
                ["a"],
            ],
            TakesParty: true,
            TakesClients: true
        ),
    ];
}

/// <summary>Who calls, and with what.</summary>
internal enum Caller
{
    Nobody,
    SystemUser,
    SystemUserOfAnotherScope,
    SystemUserWithoutScope,
    ExpiredSystemUser,
    ForgedSystemUser,
    SystemUserElsewhere,
    TwoSystemUsers,
    Vendor,
    Exchanged,
    ExchangedWithoutScope,
    ExchangedAtLevel2,
    ForgedExchanged,
    Person,
    PersonWithoutPid,
    ForgedPerson,
}

/// <summary>What a request says of the party.</summary>
internal enum PartyKind
{
    Owner,
    Client,
    Malformed,
}

/// <summary>What the decision point says.</summary>
internal enum Said
{
    Permit,
    PermitAtLevel3,
    PermitAtLevel4,
    PermitWithSomethingUnknown,
    Deny,
    NotApplicable,
    Indeterminate,
    Nothing,
    OutOfReach,
}
