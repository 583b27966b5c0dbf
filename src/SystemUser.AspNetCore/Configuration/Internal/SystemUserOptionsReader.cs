using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Every key of the section <c>SystemUser</c>, and where it goes.</summary>
internal static class SystemUserOptionsReader
{
    public static void Read(IConfiguration section, string path, SystemUserOptions options)
    {
        options.Path = path;
        var reader = new SectionReader(section, path, options.ReadingFaults);
        reader.Choice("Environment", value => options.Environment = value, ("TT02", SystemUserEnvironment.Test));
        reader.List("RequiredScopes", scopes => AddMissing(options.RequiredScopes, scopes));
        reader.Switch("AcceptExchangedTokens", value => options.AcceptExchangedTokens = value);
        reader.List("AllowInsecureHosts", hosts => AddMissing(options.AllowInsecureHosts, hosts));
        reader.Text("ProblemTypeBase", value => options.ProblemTypeBase = value);
        reader.Section("Maskinporten", keys => Read(keys, options.Maskinporten));
        reader.Section("Client", keys => Read(keys, options.Client));
        reader.Section(
            "Vendors",
            keys => keys.List("Blocked", callers => AddMissing(options.Vendors.Blocked, callers))
        );
        reader.Section("Altinn", keys => Read(keys, options.Altinn));
        reader.Section("Decisions", keys => Read(keys, options.Decisions));
        reader.RefuseUnknown();
    }

    private static void Read(SectionReader keys, MaskinportenOptions options)
    {
        keys.Text("Issuer", value => options.Issuer = value);
        keys.Text("MetadataAddress", value => options.MetadataAddress = value);
        keys.Text("Audience", value => options.Audience = value);
        keys.Time("ClockSkew", value => options.ClockSkew = value);
        keys.Time("ValidatedTokenLifetime", value => options.ValidatedTokenLifetime = value);
        keys.Number("MaxValidatedTokens", value => options.MaxValidatedTokens = value);
    }

    private static void Read(SectionReader keys, MaskinportenClientOptions options)
    {
        keys.Text("ClientId", value => options.ClientId = value);
        keys.Text("PrivateJwk", value => options.PrivateJwk = value);
        keys.Text("PrivateKeyPem", value => options.PrivateKeyPem = value);
        keys.Text("PrivateKeyPath", value => options.PrivateKeyPath = value);
        keys.Text("CertificatePath", value => options.CertificatePath = value);
        keys.Secret("CertificatePassword", value => options.CertificatePassword = value);
        keys.Text("CertificateThumbprint", value => options.CertificateThumbprint = value);
        keys.Text("CertificateStore", value => options.CertificateStore = value);
        keys.Text("KeyId", value => options.KeyId = value);
        keys.Text("PreviousPrivateJwk", value => options.PreviousPrivateJwk = value);
    }

    private static void Read(SectionReader keys, AltinnOptions options)
    {
        keys.Text("BaseAddress", value => options.BaseAddress = value);
        keys.Text("SubscriptionKey", value => options.SubscriptionKey = value);
    }

    private static void Read(SectionReader keys, DecisionOptions options)
    {
        keys.Time("PermitLifetime", value => options.PermitLifetime = value);
        keys.Time("RefusalLifetime", value => options.RefusalLifetime = value);
        keys.Number("MaxEntries", value => options.MaxEntries = value);
        keys.Time("AttemptTimeout", value => options.AttemptTimeout = value);
        keys.Time("TotalTimeout", value => options.TotalTimeout = value);
        keys.Number("MaxConcurrentCalls", value => options.MaxConcurrentCalls = value);
        keys.Number("UncachedPerSystemUserPerMinute", value => options.UncachedPerSystemUserPerMinute = value);
        keys.Number("BatchSize", value => options.BatchSize = value);
        keys.Number("BatchConcurrency", value => options.BatchConcurrency = value);
        keys.Switch("BatchRights", value => options.BatchRights = value);
        keys.Number("SystemUserAuthenticationLevel", value => options.SystemUserAuthenticationLevel = value);
        keys.List(
            "HonourOrganizationLevelFor",
            resources =>
            {
                AddMissing(options.HonourOrganizationLevelFor, resources);
                options.HonouredBySections.Add((keys.Key("HonourOrganizationLevelFor"), resources));
            }
        );
        keys.Switch("UseDistributedCache", value => options.UseDistributedCache = value);
        keys.Text("SealKey", value => options.SealKey = value);
        keys.Text("PreviousSealKey", value => options.PreviousSealKey = value);
    }

    /// <summary>Lists of several sources add up, so that what they come to does not depend on their order.</summary>
    private static void AddMissing(IList<string> list, IReadOnlyList<string> items)
    {
        foreach (var item in items.Except(list, StringComparer.Ordinal).ToList())
        {
            list.Add(item);
        }
    }
}

/// <summary>A configuration section that the options are read from, and whose changes are followed.</summary>
internal sealed class OptionsSource(IConfiguration section, string path) : IConfigureOptions<SystemUserOptions>
{
    public string Path => path;

    public IChangeToken ReloadToken => section.GetReloadToken();

    public void Configure(SystemUserOptions options) => SystemUserOptionsReader.Read(section, path, options);
}

/// <summary>Notes the section <c>SystemUser</c> of the app's configuration where no source reads it: whoever wrote it believes that it is in force.</summary>
internal sealed class UnreadSection(
    IEnumerable<IConfigureOptions<SystemUserOptions>> sources,
    IConfiguration? configuration = null
) : IPostConfigureOptions<SystemUserOptions>
{
    public const string WayOut =
        "Call AddSystemUserAuthorization(), which does; AddSystemUserAuthorization(options => …) may stand beside it.";

    public void PostConfigure(string? name, SystemUserOptions options)
    {
        var section = configuration?.GetSection(SystemUserOptions.SectionName);
        var isRead = sources
            .OfType<OptionsSource>()
            .Any(source => source.Path.Equals(SystemUserOptions.SectionName, StringComparison.OrdinalIgnoreCase));
        options.Unread = !isRead && section?.GetChildren().Any() == true ? section : null;
    }

    /// <summary>Finds what the section demands of tokens and the options do not: a hole that nobody would see.</summary>
    public static void Validate(SystemUserOptions options, OptionsFaults faults)
    {
        if (options.Unread is null)
        {
            return;
        }

        var unread = new SystemUserOptions();
        SystemUserOptionsReader.Read(options.Unread, SystemUserOptions.SectionName, unread);
        if (unread.RequiredScopes.Except(options.RequiredScopes, StringComparer.Ordinal).Any())
        {
            faults.AddSentence(NotInForce("RequiredScopes"));
        }

        if (unread.Maskinporten.Audience is { } audience && audience != options.Maskinporten.Audience)
        {
            faults.AddSentence(NotInForce("Maskinporten:Audience"));
        }
    }

    private static string NotInForce(string key) =>
        $"'{SystemUserOptions.SectionName}:{key}' is set in the configuration, but not in force: nothing reads that section. {WayOut}";
}
