using System.Security.Claims;

namespace SystemUser.AspNetCore.Claims.Internal;

/// <summary>The identity that the scheme <c>Maskinporten</c> makes of a verified token: the only one that system user, scopes and consumer are read from.</summary>
/// <remarks>Being a type of its own, no other scheme's claims can imitate it, however identities are merged.</remarks>
internal sealed class MaskinportenIdentity : ClaimsIdentity
{
    public MaskinportenIdentity(MaskinportenReading reading, string authenticationType)
        : base(reading.Claims, authenticationType, nameType: "client_id", roleType: "scope") => Reading = reading;

    private MaskinportenIdentity(MaskinportenIdentity other)
        : base(other) => Reading = other.Reading;

    public MaskinportenReading Reading { get; }

    public override ClaimsIdentity Clone() => new MaskinportenIdentity(this);
}
