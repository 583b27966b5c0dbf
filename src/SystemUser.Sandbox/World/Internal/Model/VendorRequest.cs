namespace SystemUser.Sandbox.World.Internal.Model;

/// <summary>A vendor's request to an organization: for a system user, or to change one.</summary>
/// <remarks>Source of the lifetime: Altinn/altinn-authentication, <c>RequestRepository</c>.</remarks>
internal abstract record VendorRequest : IWorldRow
{
    /// <summary>How long a request waits for an answer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    public required Guid Id { get; init; }

    /// <summary>The kind of system user that it is about; Altinn takes no change requests for agents.</summary>
    public SystemUserKind Kind { get; init; }

    public required string SystemId { get; init; }

    /// <summary>The organization that is asked, and owns the system user or will own it.</summary>
    public required string Party { get; init; }

    /// <summary>The vendor's reference; the party's number where the vendor gave none.</summary>
    public required string ExternalRef { get; init; }

    public string? RedirectUrl { get; init; }

    public RequestStatus Status { get; init; }

    public bool IsDeleted { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Who answered it, by identity number.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? Answered { get; init; }

    string IWorldRow.Key => Id.ToString();

    public bool IsTimedOut(DateTimeOffset now) => Status == RequestStatus.New && now - Created >= Lifetime;

    public bool CanBeAnswered(DateTimeOffset now) =>
        this is { Status: RequestStatus.New, IsDeleted: false } && !IsTimedOut(now);
}

/// <summary>Where a request stands. A timed-out one is stored as <see cref="New"/>: time alone ends it.</summary>
internal enum RequestStatus
{
    New,
    Accepted,
    Rejected,
    Denied,
    NoChangeNeeded,
}
