using System.Security.Claims;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>The identity that the scheme <c>Maskinporten</c> makes of a verified token: the only one that system user, scopes and consumer are read from.</summary>
/// <remarks>
/// Being a type of its own, no other scheme's claims can imitate it, however identities are merged. Its claims are for the app's
/// own code, and are made when that first looks: every request gets an identity, and few look.
/// </remarks>
internal sealed class MaskinportenIdentity : ClaimsIdentity
{
    private readonly ReadOnlyMemory<char> _token;
    private bool _hasClaims;

    /// <summary>Creates an identity.</summary>
    /// <param name="reading">What the token says.</param>
    /// <param name="token">The token itself, to make claims of.</param>
    /// <param name="authenticationType">The name of the scheme.</param>
    public MaskinportenIdentity(MaskinportenReading reading, ReadOnlyMemory<char> token, string authenticationType)
        : base(authenticationType, nameType: "client_id", roleType: "scope")
    {
        Reading = reading;
        _token = token;
    }

    private MaskinportenIdentity(MaskinportenIdentity other)
        : base(other)
    {
        Reading = other.Reading;
        IsAdmitted = other.IsAdmitted;
        _hasClaims = true;
    }

    public MaskinportenReading Reading { get; }

    /// <summary>Gets or sets whether an endpoint's own demand of a right or a scope has let it in.</summary>
    public bool IsAdmitted { get; set; }

    /// <summary>Tells whether it was made of the token in a request's own <c>Authorization</c> header.</summary>
    public bool IsOf(string? authorization) =>
        !_token.IsEmpty && authorization.AsSpan().EndsWith(_token.Span, StringComparison.Ordinal);

    public override IEnumerable<Claim> Claims
    {
        get
        {
            EnsureClaims();
            return base.Claims;
        }
    }

    public override void AddClaim(Claim claim)
    {
        EnsureClaims();
        base.AddClaim(claim);
    }

    public override void AddClaims(IEnumerable<Claim?> claims)
    {
        EnsureClaims();
        base.AddClaims(claims);
    }

    public override void RemoveClaim(Claim? claim)
    {
        EnsureClaims();
        base.RemoveClaim(claim);
    }

    public override bool TryRemoveClaim(Claim? claim)
    {
        EnsureClaims();
        return base.TryRemoveClaim(claim);
    }

    public override ClaimsIdentity Clone()
    {
        EnsureClaims();
        return new MaskinportenIdentity(this);
    }

    // Readers of claims are many threads at times, and do not expect to write.
    private void EnsureClaims()
    {
        if (Volatile.Read(ref _hasClaims))
        {
            return;
        }

        lock (Reading)
        {
            if (!_hasClaims)
            {
                base.AddClaims(PayloadClaims.Read(_token.Span, Reading.Issuer));
                Volatile.Write(ref _hasClaims, true);
            }
        }
    }
}
