using SmartCloud.Altinn;
using SmartCloud.Customers;
using SmartCloud.Failures;

namespace SmartCloud.Registration;

/// <summary>Where one of SmartCloud's systems stands.</summary>
/// <param name="Kind">The system.</param>
/// <param name="Wanted">What it should be.</param>
/// <param name="PublicJwk">Its public key as JSON.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Failure">Why that is not known.</param>
internal sealed record SystemStanding(
    SystemKind Kind,
    RegisteredSystem Wanted,
    string PublicJwk,
    StandingKind Standing,
    Failure? Failure
)
{
    /// <summary>Compares what is registered with what should be.</summary>
    /// <param name="wanted">What should be.</param>
    /// <param name="found">What is registered.</param>
    public static StandingKind Compare(RegisteredSystem wanted, Answer<RegisteredSystem> found)
    {
        if (!found.TryGet(out var registered, out var failure))
        {
            return failure.Kind is FailureKind.SystemNotRegistered ? StandingKind.NotRegistered : StandingKind.Unknown;
        }

        var complete =
            Holds(registered.ClientId, wanted.ClientId)
            && Holds(registered.AllowedRedirectUrls, wanted.AllowedRedirectUrls)
            && Holds(registered.AccessPackages?.Select(Urn), wanted.AccessPackages?.Select(Urn))
            && Holds(registered.Rights?.SelectMany(Resources), wanted.Rights?.SelectMany(Resources));
        return complete ? StandingKind.Registered : StandingKind.OutOfDate;
    }

    private static string Urn(AccessPackage package) => package.Urn;

    private static IEnumerable<string> Resources(Right right) => (right.Resource ?? []).Select(static one => one.Value);

    private static bool Holds(IEnumerable<string>? registered, IEnumerable<string>? wanted) =>
        (wanted ?? []).All((registered ?? []).Contains);
}

/// <summary>Where a system stands in the system register.</summary>
internal enum StandingKind
{
    /// <summary>It could not be found out.</summary>
    Unknown,

    /// <summary>It is not there.</summary>
    NotRegistered,

    /// <summary>It is there, but lacks the client, the receipt page, the right or the package.</summary>
    OutOfDate,

    /// <summary>It is there.</summary>
    Registered,
}
