using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Tokens;
using SystemUser.Sandbox.Wire.Scripted.Internal;

namespace SystemUser.Sandbox.Wire.Scripted;

/// <summary>
/// Maskinporten and Altinn for tests: real tokens and real HTTP, the decisions as the test arranges them. It records what
/// it is asked, and a call that nobody arranged an answer to fails with its address.
/// </summary>
public sealed class ScriptedSandbox : IDisposable, IAsyncDisposable
{
    /// <summary>The organization number of the API provider whose client the sandbox knows: Skatteetaten's.</summary>
    public const string ProviderOrganizationNumber = "974761076";

    private const string InMemoryAddress = "https://sandbox.test";

    private readonly WireAddress _address = new(new Uri(InMemoryAddress));
    private readonly KeyPool _pool = new();
    private readonly WireKeys _keys;
    private readonly Lazy<SigningKeys> _clientKeys;
    private readonly CallLog _log = new();
    private readonly UnarrangedCalls _unarranged = new();
    private readonly EndpointTable _endpoints = new();
    private WebApplication? _host;

    /// <summary>Initializes a sandbox that is not listening yet.</summary>
    /// <param name="timeProvider">The clock of its tokens and delays. Defaults to the system's.</param>
    public ScriptedSandbox(TimeProvider? timeProvider = null)
    {
        TimeProvider = timeProvider ?? TimeProvider.System;
        _keys = new WireKeys(_pool.Take);
        _clientKeys = new(() => new SigningKeys(_pool.Take()));
        Seams = new ScriptedSeams(this);
        Tokens = new MaskinportenTokenIssuer(_keys, _address, TimeProvider);
        AltinnTokenIssuer = new AltinnTokenIssuer(_keys, _address, TimeProvider, Seams);
        Pdp = new ScriptedPdp(this);
        Metadata = _endpoints.AddWorking(HttpMethods.Get, WireAddress.MetadataPath);
        Jwks = _endpoints.AddWorking(HttpMethods.Get, WireAddress.JwksPath);
        Token = _endpoints.AddWorking(HttpMethods.Post, WireAddress.TokenPath);
        Exchange = _endpoints.AddWorking(HttpMethods.Get, WireAddress.ExchangePath);
        _endpoints.AddWorking(HttpMethods.Get, WireAddress.AltinnMetadataPath);
        _endpoints.AddWorking(HttpMethods.Get, WireAddress.AltinnJwksPath);
        _endpoints.AddWorking(HttpMethods.Get, WireAddress.TestTokenPath);
    }

    /// <summary>Gets the clock of the tokens and delays.</summary>
    public TimeProvider TimeProvider { get; }

    /// <summary>Gets the address that plays both Maskinporten and Altinn.</summary>
    public Uri BaseAddress => _address.Base;

    /// <summary>Gets the issuer of the tokens, with its slash.</summary>
    public string Issuer => _address.Issuer;

    /// <summary>Gets the issuer of the tokens that Altinn gives in exchange, with its slash.</summary>
    public string AltinnIssuer => _address.AltinnIssuer;

    /// <summary>Gets Maskinporten's signing keys.</summary>
    public SigningKeys Keys => _keys.Maskinporten;

    /// <summary>Gets Altinn's signing keys.</summary>
    public SigningKeys AltinnKeys => _keys.Altinn;

    /// <summary>Gets the id of the API provider's own Maskinporten client.</summary>
    public string ClientId { get; } = Guid.NewGuid().ToString();

    /// <summary>Gets the keys of the API provider's client; the published ones are accepted.</summary>
    public SigningKeys ClientKeys => _clientKeys.Value;

    /// <summary>Gets or sets the subscription key that opens Altinn's gateway.</summary>
    public string SubscriptionKey { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>Gets or sets how long the tokens of the token endpoint live. Defaults to two minutes.</summary>
    public TimeSpan MaskinportenTokenLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Gets or sets how long exchanged tokens live. Defaults to 30 minutes.</summary>
    public TimeSpan AltinnTokenLifetime
    {
        get => AltinnTokenIssuer.Lifetime;
        set => AltinnTokenIssuer.Lifetime = value;
    }

    /// <summary>Gets the policy decision point.</summary>
    public ScriptedPdp Pdp { get; }

    /// <summary>Gets Maskinporten's metadata.</summary>
    public ScriptedEndpoint Metadata { get; }

    /// <summary>Gets Maskinporten's published keys.</summary>
    public ScriptedEndpoint Jwks { get; }

    /// <summary>Gets Maskinporten's token endpoint.</summary>
    public ScriptedEndpoint Token { get; }

    /// <summary>Gets Altinn's token exchange.</summary>
    public ScriptedEndpoint Exchange { get; }

    /// <summary>Gets all calls so far, the oldest first.</summary>
    public IReadOnlyList<RecordedCall> Calls => _log.Calls;

    /// <summary>Gets what an app needs in its configuration to live in this sandbox, by full key.</summary>
    public IReadOnlyDictionary<string, string?> Configuration =>
        new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["SystemUser:Maskinporten:Issuer"] = Issuer,
            ["SystemUser:Maskinporten:MetadataAddress"] = _address.At(WireAddress.MetadataPath),
            ["SystemUser:Altinn:BaseAddress"] = _address.At(string.Empty),
            ["SystemUser:Altinn:SubscriptionKey"] = SubscriptionKey,
            ["SystemUser:Client:ClientId"] = ClientId,
            ["SystemUser:Client:PrivateJwk"] = ClientKeys.Current.PrivateJwk,
        };

    internal ScriptedSeams Seams { get; }

    internal MaskinportenTokenIssuer Tokens { get; }

    internal AltinnTokenIssuer AltinnTokenIssuer { get; }

    /// <summary>Starts a sandbox that listens on a free port of the loopback interface.</summary>
    /// <param name="timeProvider">The clock of its tokens and delays. Defaults to the system's.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <returns>The sandbox; disposing it stops it.</returns>
    public static async Task<ScriptedSandbox> StartAsync(
        TimeProvider? timeProvider = null,
        CancellationToken cancellationToken = default
    )
    {
        var sandbox = new ScriptedSandbox(timeProvider);
        sandbox._host = sandbox.BuildHost(host => host.UseUrls("http://127.0.0.1:0"));
        await sandbox._host.StartAsync(cancellationToken);
        sandbox._address.Base = new Uri(sandbox._host.Urls.Single());
        return sandbox;
    }

    /// <summary>Builds a host of the sandbox, for a server of the caller's choosing: an in-memory one, say.</summary>
    /// <param name="configureServer">Sets the server.</param>
    /// <returns>The host, not started. It belongs to the caller.</returns>
    public WebApplication BuildHost(Action<IWebHostBuilder> configureServer) =>
        ScriptedHost.Build(this, _address, _keys, configureServer);

    /// <summary>
    /// Gets an endpoint that the sandbox does not play by itself, so that a test can: the resource registry, say.
    /// </summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path, without query.</param>
    /// <returns>The endpoint; the same for the same method and path.</returns>
    /// <exception cref="ArgumentException">It is the policy decision point, which is <see cref="Pdp"/>.</exception>
    public ScriptedEndpoint Endpoint(string method, string path) =>
        EndpointTable.IsPdp(method, path)
            ? throw new ArgumentException("The policy decision point is scripted with sandbox.Pdp.", nameof(path))
            : _endpoints.GetOrAdd(method, path);

    /// <summary>Throws for the first call that nobody arranged an answer to, once for each such call.</summary>
    /// <exception cref="UnarrangedCallException">There was such a call; its address and question are in the text.</exception>
    public void ThrowIfUnarranged() => _unarranged.ThrowOldest();

    /// <summary>Forgets all calls and all arrangements.</summary>
    public void Reset()
    {
        _log.Clear();
        _unarranged.Clear();
        Pdp.Reset();
        _endpoints.Reset();
    }

    /// <summary>Stops listening. The sandbox must not be used after.</summary>
    /// <returns>A task that ends when it has stopped.</returns>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        _pool.Return();
    }

    /// <summary>Stops listening. The sandbox must not be used after.</summary>
    public void Dispose()
    {
        (_host as IDisposable)?.Dispose();
        _pool.Return();
    }

    internal ScriptedEndpoint? Find(RecordedCall call) => _endpoints.Find(call.Method, call.Url.AbsolutePath);

    internal void Receive(RecordedCall call) => _log.Add(call);

    internal UnarrangedCallException Unarranged(RecordedCall call) => _unarranged.Add(call);

    internal UnarrangedCallException Unarranged(PdpQuestion question) =>
        _unarranged.Add(_address.At(WireAddress.AuthorizePath), question);
}
