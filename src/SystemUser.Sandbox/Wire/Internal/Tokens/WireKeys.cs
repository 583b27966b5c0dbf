namespace SystemUser.Sandbox.Wire.Internal.Tokens;

/// <summary>Whose keys sign what: Maskinporten's and Altinn's differ, as in the real world.</summary>
internal sealed class WireKeys(Func<SigningKey> create)
{
    private readonly Lazy<SigningKeys> _altinn = new(() => new SigningKeys(create()));

    public WireKeys()
        : this(static () => SigningKey.Create()) { }

    public SigningKeys Maskinporten { get; } = new(create());

    /// <summary>Gets Altinn's keys, made when the first is needed: most of the start-up time is spent on keys.</summary>
    public SigningKeys Altinn => _altinn.Value;
}
