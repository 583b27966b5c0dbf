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
    private List<CheckedValue>? _fromRequest;
    private List<SystemUserRight>? _rights;

    private Admission(HttpContext httpContext, MaskinportenReading reading)
    {
        _endpoint = httpContext.GetEndpoint();
        _reading = reading;
    }

    /// <summary>Gets the party that was checked; <see langword="null"/> if no right was asked for, or if <see cref="IsAmbiguous"/>.</summary>
    public AuthorizedParty? Party { get; private set; }

    /// <summary>Gets whether rights were checked for different parties, so that none of them is "the" party.</summary>
    public bool IsAmbiguous { get; private set; }

    /// <summary>Gets the rights that the request was let in on: of several, of which one was enough, the one.</summary>
    public IReadOnlyList<SystemUserRight> Rights => _rights ?? [];

    /// <summary>Gets the parties and instances that stood in the request.</summary>
    public IReadOnlyList<CheckedValue> FromRequest => _fromRequest ?? [];

    /// <summary>Gets or sets the question that the endpoint would be given another party or instance for than was checked, and what is wrong with that.</summary>
    public (SystemUserQuestion Question, SystemUserProblem Problem)? Contradiction { get; set; }

    /// <summary>Gets the system user that was let in; <see langword="null"/> if the token speaks for none.</summary>
    public AltinnSystemUser? SystemUser => _reading.SystemUser;

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
        var reading = identity.Reading;
        var admission = Of(httpContext);
        if (admission is null || !ReferenceEquals(admission._reading, reading))
        {
            admission = new Admission(httpContext, reading);
            httpContext.Features.Set(admission);
        }

        foreach (var (demand, question) in granted)
        {
            admission.Add(question.Right);
            admission.Add(new AuthorizedParty(question.Party, question.Party == reading.SystemUser!.Owner));
            if (demand.Party.Place is { } place)
            {
                (admission._fromRequest ??= new(capacity: 1)).Add(new(place, IsInstance: false, question));
            }

            if (demand.Instance is { } instance)
            {
                (admission._fromRequest ??= new(capacity: 1)).Add(new(instance.Place, IsInstance: true, question));
            }
        }
    }

    private void Add(SystemUserRight right)
    {
        _rights ??= new(capacity: 1);
        if (!_rights.Contains(right)) // a filter may ask once more
        {
            _rights.Add(right);
        }
    }

    private void Add(AuthorizedParty party)
    {
        IsAmbiguous |= Party is not null && Party.Number != party.Number;
        Party = IsAmbiguous ? null : party;
    }
}

/// <summary>A party or an instance that stood in the request, and was checked.</summary>
internal readonly record struct CheckedValue(RequestPlace Place, bool IsInstance, SystemUserQuestion Question)
{
    public string Text => IsInstance ? Question.Right.Attributes.First().Value : Question.Party.ToString();

    /// <summary>Makes the problem of a request that gives another one elsewhere.</summary>
    public SystemUserProblem ToProblem() =>
        IsInstance
            ? SystemUserProblems.InstanceInvalid(Place.ToString(), Question.Right)
            : SystemUserProblems.PartyInvalid(Place.ToString(), Question.Right);
}
