using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Answers.Internal;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Claims.Internal;
using SystemUser.AspNetCore.Decisions;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>What a request was let in on: kept on the request, for its endpoint.</summary>
internal sealed class Admission
{
    private readonly Endpoint? _endpoint;
    private readonly MaskinportenReading _reading;
    private IReadOnlyList<GrantedRight> _granted;
    private AuthorizedParty? _party;

    private Admission(Endpoint? endpoint, MaskinportenReading reading, IReadOnlyList<GrantedRight> granted)
    {
        _endpoint = endpoint;
        _reading = reading;
        _granted = granted;
    }

    /// <summary>Gets the party that was checked; <see langword="null"/> if no right was asked for, or if <see cref="IsAmbiguous"/>.</summary>
    public AuthorizedParty? Party =>
        _granted.Count == 0 || IsAmbiguous ? null : _party ??= new(FirstParty, FirstParty == SystemUser!.Owner);

    /// <summary>Gets whether rights were checked for different parties, so that none of them is "the" party.</summary>
    public bool IsAmbiguous => _granted.Any(granted => granted.Question.Party != FirstParty);

    /// <summary>Gets the rights that the request was let in on: of several, of which one was enough, the one.</summary>
    public IReadOnlyList<SystemUserRight> Rights => [.. _granted.Select(granted => granted.Question.Right).Distinct()];

    /// <summary>Gets the parties and instances that stood in the request.</summary>
    public IReadOnlyList<CheckedValue> FromRequest => [.. _granted.SelectMany(CheckedValue.Of)];

    /// <summary>Gets or sets the question that the endpoint would be given another party or instance for than was checked, and what is wrong with that.</summary>
    public (SystemUserQuestion Question, SystemUserProblem Problem)? Contradiction { get; set; }

    /// <summary>Gets the system user that was let in; <see langword="null"/> if the token speaks for none.</summary>
    public AltinnSystemUser? SystemUser => _reading.SystemUser;

    private OrganizationNumber FirstParty => _granted[0].Question.Party;

    public static Admission? Of(HttpContext httpContext) =>
        httpContext.Features.Get<Admission>() is { } admission && admission._endpoint == httpContext.GetEndpoint()
            ? admission
            : null;

    /// <summary>Tells whether the token behind a reading has passed the checks of scopes on this endpoint.</summary>
    public static bool Covers(HttpContext httpContext, MaskinportenReading reading) =>
        Of(httpContext) is { } admission && ReferenceEquals(admission._reading, reading);

    /// <summary>Notes that a token was let in, and on what: one question for each right, or none.</summary>
    public static void Note(HttpContext httpContext, MaskinportenIdentity identity, IReadOnlyList<GrantedRight> granted)
    {
        identity.IsAdmitted = true;
        var admission = Of(httpContext);
        if (admission is not null && ReferenceEquals(admission._reading, identity.Reading))
        {
            admission._granted = [.. admission._granted, .. granted]; // a filter may ask once more
        }
        else
        {
            httpContext.Features.Set(new Admission(httpContext.GetEndpoint(), identity.Reading, granted));
        }
    }
}

/// <summary>A party or an instance that stood in the request, and was checked.</summary>
internal readonly record struct CheckedValue(RequestPlace Place, bool IsInstance, SystemUserQuestion Question)
{
    /// <summary>Gets what of a granted right stood in the request.</summary>
    public static IEnumerable<CheckedValue> Of(GrantedRight granted)
    {
        if (granted.Demand.Party.Place is { } party)
        {
            yield return new(party, IsInstance: false, granted.Question);
        }

        if (granted.Demand.Instance is { } instance)
        {
            yield return new(instance.Place, IsInstance: true, granted.Question);
        }
    }

    public string Text => IsInstance ? Question.Right.Attributes.First().Value : Question.Party.ToString();

    /// <summary>Makes the problem of a request that gives another one elsewhere.</summary>
    public SystemUserProblem ToProblem() =>
        IsInstance
            ? SystemUserProblems.InstanceInvalid(Place.ToString(), Question.Right)
            : SystemUserProblems.PartyInvalid(Place.ToString(), Question.Right);
}
