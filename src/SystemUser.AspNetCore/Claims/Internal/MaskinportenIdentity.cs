using System.Buffers.Text;
using System.Security.Claims;
using System.Text.Json;

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

/// <summary>Finds the one identity that speaks among those that several schemes may have merged into a principal.</summary>
internal static class MaskinportenIdentities
{
    /// <summary>Gets what the scheme <c>Maskinporten</c> read; <see langword="null"/> if it made no identity of this principal, or several.</summary>
    public static MaskinportenReading? Single(ClaimsPrincipal? principal) => Single(principal, out _);

    /// <inheritdoc cref="Single(ClaimsPrincipal?)"/>
    public static MaskinportenReading? Single(ClaimsPrincipal? principal, out bool several) =>
        Find(principal, out several)?.Reading;

    /// <summary>Gets the identity that the scheme <c>Maskinporten</c> made; <see langword="null"/> if there is none, or several.</summary>
    public static MaskinportenIdentity? Find(ClaimsPrincipal? principal, out bool several)
    {
        MaskinportenIdentity? found = null;
        several = false;
        foreach (var identity in principal?.Identities ?? [])
        {
            if (identity is MaskinportenIdentity maskinporten)
            {
                several |= found is not null;
                found = maskinporten;
            }
        }

        return several ? null : found;
    }
}

/// <summary>A verified token's members as claims, for the app's own code; the package itself has no use for them.</summary>
/// <remarks>They have the shape that JwtBearer gives them: an array is a claim for each element, objects are JSON text, names are not mapped.</remarks>
internal static class PayloadClaims
{
    /// <summary>Reads the claims out of a token that has been verified.</summary>
    public static IReadOnlyList<Claim> Read(ReadOnlySpan<char> token, string issuer)
    {
        var payload = token[(token.IndexOf('.') + 1)..token.LastIndexOf('.')];
        return Read(Base64Url.DecodeFromChars(payload), issuer);
    }

    /// <summary>Reads the claims out of a payload that has been read strictly.</summary>
    public static IReadOnlyList<Claim> Read(byte[] payload, string issuer)
    {
        using var document = JsonDocument.Parse(payload);
        var claims = new List<Claim>();
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array)
            {
                claims.AddRange(member.Value.EnumerateArray().Select(element => ToClaim(member.Name, element, issuer)));
            }
            else
            {
                claims.Add(ToClaim(member.Name, member.Value, issuer));
            }
        }

        return claims;
    }

    private static Claim ToClaim(string name, JsonElement value, string issuer) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new Claim(name, value.GetString()!, ClaimValueTypes.String, issuer),
            JsonValueKind.True => new Claim(name, "true", ClaimValueTypes.Boolean, issuer),
            JsonValueKind.False => new Claim(name, "false", ClaimValueTypes.Boolean, issuer),
            JsonValueKind.Number => new Claim(name, value.GetRawText(), NumberType(value), issuer),
            JsonValueKind.Null => new Claim(name, "", "JSON_NULL", issuer),
            JsonValueKind.Array => new Claim(name, value.GetRawText(), "JSON_ARRAY", issuer),
            _ => new Claim(name, value.GetRawText(), "JSON", issuer),
        };

    private static string NumberType(JsonElement number) =>
        number.TryGetInt32(out _) ? ClaimValueTypes.Integer
        : number.TryGetInt64(out _) ? ClaimValueTypes.Integer64
        : ClaimValueTypes.Double;
}
