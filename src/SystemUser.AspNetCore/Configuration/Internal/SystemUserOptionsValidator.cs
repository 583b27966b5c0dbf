using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Claims;

namespace SystemUser.AspNetCore.Configuration.Internal;

/// <summary>Finds every fault in the options, each with its full key and the way out.</summary>
internal sealed class SystemUserOptionsValidator(IHostEnvironment? environment = null)
    : IValidateOptions<SystemUserOptions>
{
    private static readonly TimeSpan s_fiveMinutes = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, SystemUserOptions options)
    {
        var faults = new OptionsFaults(options);
        if (options.Environment == SystemUserEnvironment.Sandbox && environment?.IsDevelopment() != true)
        {
            faults.Add("Environment", "is Sandbox, which is for Development only. Set it to Production or Test.");
        }

        Scopes(options, faults);
        InsecureHosts(options, environment?.IsDevelopment() == true, faults);
        ProblemTypes(options.ProblemTypeBase, faults);
        Maskinporten(options.Maskinporten, faults);
        faults.Address("Altinn:BaseAddress", options.Altinn.BaseAddress);
        if (options is { AcceptExchangedTokens: true, Altinn.BaseAddress: null })
        {
            faults.Add(
                "AcceptExchangedTokens",
                $"is on, and Altinn, which signs them, has no address. Set {faults.Quoted("Environment")} or {faults.Quoted("Altinn:BaseAddress")}."
            );
        }

        Vendors(options.Vendors, faults);
        Environments(options, faults);
        Decisions(options.Decisions, faults);
        UnreadSection.Validate(options, faults);
        var found = faults.ToResult().Failures ?? [];
        return options.ReadingFaults.Count == 0 && !found.Any()
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(options.ReadingFaults.Concat(found));
    }

    private static void Scopes(SystemUserOptions options, OptionsFaults faults)
    {
        for (var i = 0; i < options.RequiredScopes.Count; i++)
        {
            var scope = options.RequiredScopes[i];
            if (!ScopeSet.IsScope(scope))
            {
                faults.Add(
                    $"RequiredScopes:{i}",
                    $"is no scope: '{scope}'. Write one scope an item, such as skatteetaten:kravogbetalinger."
                );
            }
        }
    }

    private static void InsecureHosts(SystemUserOptions options, bool isDevelopment, OptionsFaults faults)
    {
        if (options.AllowInsecureHosts.Count > 0 && !isDevelopment)
        {
            faults.Add("AllowInsecureHosts", "is for Development only. Remove it here, and call https addresses.");
        }

        for (var i = 0; i < options.AllowInsecureHosts.Count; i++)
        {
            var host = options.AllowInsecureHosts[i];
            if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            {
                faults.Add(
                    $"AllowInsecureHosts:{i}",
                    $"is no host: '{host}'. Write its name or address alone, such as altinn."
                );
            }
            else if (KnownHost.Of($"https://{host}/") is not null)
            {
                faults.Add($"AllowInsecureHosts:{i}", $"is '{host}', which answers over https. Remove it.");
            }
        }
    }

    /// <summary>A code is put behind it, and must not run into a word or a host name.</summary>
    private static void ProblemTypes(string? typeBase, OptionsFaults faults)
    {
        if (
            string.IsNullOrEmpty(typeBase)
            || !char.IsAsciiLetter(typeBase[0])
            || char.IsAsciiLetterOrDigit(typeBase[^1])
            || !Uri.IsWellFormedUriString(typeBase + "code", UriKind.Absolute)
        )
        {
            faults.Add(
                "ProblemTypeBase",
                "is not what an absolute URI begins with. Write one up to where the code stands, such as https://developer.example.no/errors# or urn:example:problem:."
            );
        }
    }

    private static void Maskinporten(MaskinportenOptions options, OptionsFaults faults)
    {
        faults.Address("Maskinporten:Issuer", options.Issuer);
        faults.Address("Maskinporten:MetadataAddress", options.MetadataAddress);
        faults.Range("Maskinporten:ClockSkew", options.ClockSkew, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        faults.Range(
            "Maskinporten:ValidatedTokenLifetime",
            options.ValidatedTokenLifetime,
            TimeSpan.Zero,
            s_fiveMinutes
        );
        faults.Range("Maskinporten:MaxValidatedTokens", options.MaxValidatedTokens, 1, 10_000_000);
        if (options.Audience is { } audience && string.IsNullOrWhiteSpace(audience))
        {
            faults.Add("Maskinporten:Audience", "is empty. Set what 'aud' must contain, or remove the key.");
        }
    }

    /// <summary>An entry that can match nobody would keep nobody out.</summary>
    private static void Vendors(VendorOptions options, OptionsFaults faults)
    {
        for (var i = 0; i < options.Blocked.Count; i++)
        {
            var caller = options.Blocked[i];
            var isCaller =
                OrganizationNumber.TryParse(caller, out _)
                || Guid.TryParseExact(caller, "D", out _)
                || (
                    !string.IsNullOrEmpty(caller)
                    && caller.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
                    && caller.Count(char.IsAsciiDigit) < 8 // else a number, mistyped or with something around it
                );
            if (!isCaller)
            {
                faults.Add(
                    $"Vendors:Blocked:{i}",
                    $"is no caller: '{caller}'. Write an organization number as nine digits, or the id of a Maskinporten client."
                );
            }
        }
    }

    private static void Decisions(DecisionOptions options, OptionsFaults faults)
    {
        var shortest = TimeSpan.FromMilliseconds(100);
        faults.Range("Decisions:PermitLifetime", options.PermitLifetime, TimeSpan.Zero, s_fiveMinutes);
        faults.Range("Decisions:RefusalLifetime", options.RefusalLifetime, TimeSpan.Zero, s_fiveMinutes);
        faults.Range("Decisions:MaxEntries", options.MaxEntries, 1, 10_000_000);
        faults.Range("Decisions:TotalTimeout", options.TotalTimeout, shortest, TimeSpan.FromMinutes(1));
        faults.Range("Decisions:AttemptTimeout", options.AttemptTimeout, shortest, TimeSpan.FromSeconds(30));
        if (options.AttemptTimeout > options.TotalTimeout)
        {
            faults.Add(
                "Decisions:AttemptTimeout",
                $"is longer than {faults.Quoted("Decisions:TotalTimeout")}, which it is a part of. Shorten it."
            );
        }

        faults.Range("Decisions:MaxConcurrentCalls", options.MaxConcurrentCalls, 1, 10_000);
        faults.Range("Decisions:UncachedPerSystemUserPerMinute", options.UncachedPerSystemUserPerMinute, 0, 1_000_000);
        faults.Range("Decisions:BatchSize", options.BatchSize, 2, 100);
        faults.Range("Decisions:BatchConcurrency", options.BatchConcurrency, 1, 64);
        faults.Range("Decisions:SystemUserAuthenticationLevel", options.SystemUserAuthenticationLevel, 0, 3);
        SealKeys(options, faults);
        OrganizationLevels(options, faults);
    }

    private static void SealKeys(DecisionOptions options, OptionsFaults faults)
    {
        SealKey("Decisions:SealKey", options.SealKey, faults);
        SealKey("Decisions:PreviousSealKey", options.PreviousSealKey, faults);
        if (options is { SealKey: null, PreviousSealKey: not null })
        {
            faults.Add(
                "Decisions:PreviousSealKey",
                $"is set without {faults.Quoted("Decisions:SealKey")}, which seals. Set both, or remove it."
            );
        }
    }

    private static void SealKey(string key, string? value, OptionsFaults faults)
    {
        const int bytes = 32;
        const int leastDifferent = 16; // of which random bytes have about thirty
        var decoded = new byte[bytes];
        if (
            value is not null
            && !(
                Convert.TryFromBase64String(value, decoded, out var length)
                && length == bytes
                && decoded.Distinct().Count() >= leastDifferent
            )
        )
        {
            faults.Add(key, "is not 256 random bits in base64. Make one with: openssl rand -base64 32");
        }
    }

    private static void OrganizationLevels(DecisionOptions options, OptionsFaults faults)
    {
        for (var i = 0; i < options.HonourOrganizationLevelFor.Count; i++)
        {
            if (!ResourceId.TryParse(options.HonourOrganizationLevelFor[i], out _))
            {
                faults.Add(
                    $"Decisions:HonourOrganizationLevelFor:{i}",
                    "is no resource identifier. Write it as in Altinn's resource registry."
                );
            }
        }

        foreach (var (key, resources) in options.HonouredBySections)
        {
            foreach (var other in options.HonourOrganizationLevelFor.Except(resources, StringComparer.Ordinal))
            {
                faults.AddSentence(
                    $"'{key}' does not list '{other}', which is added elsewhere. Set the list in one place."
                );
            }
        }
    }

    private static void Environments(SystemUserOptions options, OptionsFaults faults)
    {
        if (KnownHost.Of(options.Maskinporten.Issuer) is { } known && options.Maskinporten.Issuer != known.Issuer)
        {
            faults.Add(
                "Maskinporten:Issuer",
                $"is not what Maskinporten writes in its tokens. Set it to {known.Issuer}."
            );
        }

        var kinds = new[]
        {
            ("Maskinporten:Issuer", options.Maskinporten.Issuer),
            ("Maskinporten:MetadataAddress", options.Maskinporten.MetadataAddress),
            ("Altinn:BaseAddress", options.Altinn.BaseAddress),
        }
            .Select(pair => (key: pair.Item1, host: KnownHost.Of(pair.Item2)))
            .Where(pair => pair.host is not null)
            .ToList();
        if (kinds.Exists(pair => pair.host!.IsProduction) && kinds.Exists(pair => !pair.host!.IsProduction))
        {
            var odd = kinds.First(pair => !pair.host!.IsProduction).key;
            faults.Add(
                odd,
                $"is a test environment while another address is production. Set {faults.Quoted("Environment")} alone, or make them one environment's."
            );
        }
    }
}
