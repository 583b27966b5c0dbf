using System.Diagnostics.CodeAnalysis;
using SystemUser.Sandbox.Wire;
using SystemUser.Sandbox.Wire.Internal;

namespace SystemUser.Sandbox.Hosting.Internal;

/// <summary>Reads the sandbox's options, and writes and reads what an app in it is configured with.</summary>
internal static class SandboxConfiguration
{
    private const string Sandbox = "Sandbox";
    private const string EnvironmentKey = "SystemUser:Environment";
    private const string IssuerKey = "SystemUser:Maskinporten:Issuer";
    private const string MetadataKey = "SystemUser:Maskinporten:MetadataAddress";
    private const string AltinnKey = "SystemUser:Altinn:BaseAddress";
    private const string SubscriptionKey = "SystemUser:Altinn:SubscriptionKey";
    private const string ClientIdKey = "SystemUser:Client:ClientId";
    private const string PrivateJwkKey = "SystemUser:Client:PrivateJwk";
    private const string CertificateKey = "SystemUser:Client:CertificatePath";
    private const string PreviousJwkKey = "SystemUser:Client:PreviousPrivateJwk";

    private static readonly string[] s_keys =
    [
        nameof(SandboxOptions.Enabled),
        nameof(SandboxOptions.Address),
        nameof(SandboxOptions.PublicAddress),
        nameof(SandboxOptions.CertificatePath),
        nameof(SandboxOptions.CertificatePassword),
        nameof(SandboxOptions.UnsafeListenBeyondLoopback),
        nameof(SandboxOptions.SubscriptionKeys),
        nameof(SandboxOptions.Resources),
        nameof(SandboxOptions.SeedFile),
        nameof(SandboxOptions.StateFolder),
        nameof(SandboxOptions.MoveAppClock),
    ];

    /// <summary>Reads the section <c>SystemUserSandbox</c>.</summary>
    /// <exception cref="InvalidOperationException">A key is unknown, or a value cannot be read.</exception>
    public static SandboxOptions ReadOptions(IConfiguration configuration)
    {
        var options = new SandboxOptions();
        var section = configuration.GetSection(SandboxOptions.SectionName);
        RefuseUnknown(section);
        options.Address = ReadAddress(section, nameof(SandboxOptions.Address)) ?? options.Address;
        options.PublicAddress = ReadAddress(section, nameof(SandboxOptions.PublicAddress));
        options.CertificatePath = section[nameof(SandboxOptions.CertificatePath)];
        options.CertificatePassword = section[nameof(SandboxOptions.CertificatePassword)];
        options.Enabled = ReadSwitch(section, nameof(SandboxOptions.Enabled)) ?? options.Enabled;
        options.UnsafeListenBeyondLoopback =
            ReadSwitch(section, nameof(SandboxOptions.UnsafeListenBeyondLoopback))
            ?? options.UnsafeListenBeyondLoopback;
        options.MoveAppClock = ReadSwitch(section, nameof(SandboxOptions.MoveAppClock)) ?? options.MoveAppClock;
        var keys = section.GetSection(nameof(SandboxOptions.SubscriptionKeys));
        options.SubscriptionKeys = keys.Value is { Length: > 0 } single
            ? throw Unreadable(nameof(SandboxOptions.SubscriptionKeys), single, "an array, such as [\"my-key\"]")
            : [.. keys.GetChildren().Select(key => key.Value).OfType<string>()];
        options.Resources = section
            .GetSection(nameof(SandboxOptions.Resources))
            .GetChildren()
            .ToDictionary(entry => entry.Key, entry => entry.Value ?? string.Empty);
        options.SeedFile = section[nameof(SandboxOptions.SeedFile)];
        options.StateFolder = section[nameof(SandboxOptions.StateFolder)];
        return options;
    }

    /// <summary>Finds the key by which an app is configured for elsewhere than this sandbox, with its value.</summary>
    /// <returns>The key; <see langword="null"/> if the app is for this sandbox, or for nothing in particular.</returns>
    public static (string Key, string Value)? FindElsewhere(IConfiguration configuration, SandboxOptions options)
    {
        if (!options.Enabled)
        {
            return ($"{SandboxOptions.SectionName}:{nameof(SandboxOptions.Enabled)}", "false");
        }

        var address = new WireAddress(options.KnownAddress);
        var issuer = configuration[IssuerKey];
        var altinn = configuration[AltinnKey];
        var environment = configuration[EnvironmentKey];
        if (issuer is null && altinn is null)
        {
            return
                string.IsNullOrEmpty(environment)
                || string.Equals(environment, Sandbox, StringComparison.OrdinalIgnoreCase)
                ? null
                : (EnvironmentKey, environment);
        }

        return !IsOwn(issuer, address) ? (IssuerKey, issuer)
            : !IsOwn(altinn, address) ? (AltinnKey, altinn)
            : null;
    }

    /// <summary>Makes the configuration of an app in this sandbox.</summary>
    public static Dictionary<string, string?> Defaults(
        IConfiguration configuration,
        SandboxOptions options,
        SigningKey clientKey
    )
    {
        var defaults = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [EnvironmentKey] = Sandbox,
            [SubscriptionKey] = Guid.NewGuid().ToString("N"),
        };
        if (!options.IsDefaultAddress)
        {
            var address = new WireAddress(options.KnownAddress);
            defaults[IssuerKey] = address.Issuer;
            defaults[MetadataKey] = address.At(WireAddress.MetadataPath);
            defaults[AltinnKey] = address.At(string.Empty);
        }

        // Half a client of the app's and half of ours would not work.
        if (!configuration.GetSection("SystemUser:Client").GetChildren().Any())
        {
            defaults[ClientIdKey] = ProviderClient.DefaultClientId;
            defaults[PrivateJwkKey] = clientKey.PrivateJwk;
        }

        return defaults;
    }

    /// <summary>Makes a client of the provider's with a key, where the configuration of a sandbox that runs by itself has none.</summary>
    /// <remarks>Not the one that the world has: with a key registered, it could not prove itself with a certificate.</remarks>
    /// <returns>Its key; <see langword="null"/> if there is one already, which is nobody else's to see.</returns>
    public static SigningKey? EnsureClient(ConfigurationManager configuration)
    {
        if (configuration.GetSection("SystemUser:Client").GetChildren().Any())
        {
            return null;
        }

        var key = SigningKey.Create();
        configuration[ClientIdKey] = ProviderClient.StandaloneClientId;
        configuration[PrivateJwkKey] = key.PrivateJwk;
        return key;
    }

    /// <summary>Reads the client of an app, so that the sandbox can know it.</summary>
    public static ProviderClient ReadClient(IConfiguration configuration) =>
        ProviderClient.Read(
            configuration[ClientIdKey],
            configuration[PrivateJwkKey],
            configuration[PreviousJwkKey]
        ) with
        {
            HasCertificate = !string.IsNullOrEmpty(configuration[CertificateKey]),
        };

    /// <summary>The subscription keys that the gateway knows, an app's own among them; empty if any key is accepted.</summary>
    public static IReadOnlyList<string> ReadSubscriptionKeys(IConfiguration configuration, SandboxOptions options) =>
        options.SubscriptionKeys.Count > 0 && configuration[SubscriptionKey] is { Length: > 0 } own
            ? [.. options.SubscriptionKeys, own]
            : options.SubscriptionKeys;

    private static bool? ReadSwitch(IConfigurationSection section, string key) =>
        section[key] is not { } text ? null
        : bool.TryParse(text, out var value) ? value
        : throw Unreadable(key, text, "true or false");

    private static Uri? ReadAddress(IConfigurationSection section, string key) =>
        section[key] is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) ? address
        : throw Unreadable(key, text, "an address, such as http://localhost:5091");

    private static void RefuseUnknown(IConfigurationSection section)
    {
        if (section.Value is { Length: > 0 } text)
        {
            throw new InvalidOperationException(
                $"'{section.Path}' is '{text}'. It is a section: set {string.Join(", ", s_keys)} in it."
            );
        }

        var unknown = section
            .GetChildren()
            .Select(child => child.Key)
            .Where(key => !s_keys.Contains(key, StringComparer.OrdinalIgnoreCase))
            .ToList();
        if (unknown.Count > 0)
        {
            throw new InvalidOperationException(
                string.Join(
                    Environment.NewLine,
                    unknown.Select(key =>
                        $"'{section.Path}:{key}' is no key of the sandbox. Write one of {string.Join(", ", s_keys)}, or remove it."
                    )
                )
            );
        }
    }

    private static bool IsOwn([NotNullWhen(false)] string? configured, WireAddress address) =>
        configured is null
        || string.Equals(configured.TrimEnd('/'), address.At(string.Empty), StringComparison.OrdinalIgnoreCase);

    private static InvalidOperationException Unreadable(string key, string value, string wanted) =>
        new($"'{SandboxOptions.SectionName}:{key}' is '{value}'. Set it to {wanted}.");
}
