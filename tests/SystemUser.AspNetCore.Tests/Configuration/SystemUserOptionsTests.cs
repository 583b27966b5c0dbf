using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using SystemUser.AspNetCore.Altinn;
using SystemUser.AspNetCore.Configuration;
using SystemUser.AspNetCore.Configuration.Internal;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Maskinporten;
using static SystemUser.AspNetCore.Tests.Configuration.OptionsFixture;

namespace SystemUser.AspNetCore.Tests.Configuration;

public sealed class SystemUserOptionsTests
{
    private const string SealKey = "q83vEjRWeJCrze8SNFZ4kAECAwQFBgcICQoLDA0ODxA=";

    [Fact]
    public void Every_configuration_key_is_read()
    {
        var options = Read(
            ("RequiredScopes:0", "a:b"),
            ("RequiredScopes:1", "c:d"),
            ("ProblemTypeBase", "https://developer.example.no/errors#"),
            ("Maskinporten:Issuer", "http://localhost:5090/"),
            ("Maskinporten:MetadataAddress", "http://127.0.0.1:5090/metadata"),
            ("Maskinporten:Audience", "https://api"),
            ("Maskinporten:ClockSkew", "00:00:30"),
            ("Maskinporten:ValidatedTokenLifetime", "00:05:00"),
            ("Maskinporten:MaxValidatedTokens", "5000"),
            ("Client:KeyId", "key"),
            ("Client:CertificateStore", "LocalMachine/My"),
            ("Client:PreviousPrivateJwk", PrivateJwk),
            ("Altinn:BaseAddress", "http://[::1]:5090"),
            ("Decisions:PermitLifetime", "00:00:00"),
            ("Decisions:RefusalLifetime", "00:00:01.5"),
            ("Decisions:MaxEntries", "10"),
            ("Decisions:AttemptTimeout", "00:00:01"),
            ("Decisions:TotalTimeout", "00:00:02"),
            ("Decisions:MaxConcurrentCalls", "5"),
            ("Decisions:UncachedPerSystemUserPerMinute", "0"),
            ("Decisions:BatchSize", "50"),
            ("Decisions:BatchConcurrency", "2"),
            ("Decisions:BatchRights", "True"),
            ("Decisions:SystemUserAuthenticationLevel", "2"),
            ("Decisions:HonourOrganizationLevelFor:0", "ske-krav-og-betalinger"),
            ("Decisions:UseDistributedCache", "true"),
            ("Decisions:SealKey", SealKey),
            ("Decisions:PreviousSealKey", SealKey)
        );

        options.RequiredScopes.ShouldBe(["a:b", "c:d"]);
        options.ProblemTypeBase.ShouldBe("https://developer.example.no/errors#");
        options.Maskinporten.Issuer.ShouldBe("http://localhost:5090/");
        options.Maskinporten.MetadataAddress.ShouldBe("http://127.0.0.1:5090/metadata");
        options.Maskinporten.Audience.ShouldBe("https://api");
        options.Maskinporten.ClockSkew.ShouldBe(TimeSpan.FromSeconds(30));
        options.Maskinporten.ValidatedTokenLifetime.ShouldBe(TimeSpan.FromMinutes(5));
        options.Maskinporten.MaxValidatedTokens.ShouldBe(5000);
        options.Client.KeyId.ShouldBe("key");
        options.Client.CertificateStore.ShouldBe("LocalMachine/My");
        options.Client.PreviousPrivateJwk.ShouldBe(PrivateJwk);
        options.Altinn.BaseAddress.ShouldBe("http://[::1]:5090");
        options.Decisions.PermitLifetime.ShouldBe(TimeSpan.Zero);
        options.Decisions.RefusalLifetime.ShouldBe(TimeSpan.FromSeconds(1.5));
        options.Decisions.MaxEntries.ShouldBe(10);
        options.Decisions.AttemptTimeout.ShouldBe(TimeSpan.FromSeconds(1));
        options.Decisions.TotalTimeout.ShouldBe(TimeSpan.FromSeconds(2));
        options.Decisions.MaxConcurrentCalls.ShouldBe(5);
        options.Decisions.UncachedPerSystemUserPerMinute.ShouldBe(0);
        options.Decisions.BatchSize.ShouldBe(50);
        options.Decisions.BatchConcurrency.ShouldBe(2);
        options.Decisions.BatchRights.ShouldBeTrue();
        options.Decisions.SystemUserAuthenticationLevel.ShouldBe(2);
        options.Decisions.HonourOrganizationLevelFor.ShouldBe(["ske-krav-og-betalinger"]);
        options.Decisions.UseDistributedCache.ShouldBeTrue();
        options.Decisions.SealKey.ShouldBe(SealKey);
        options.Decisions.PreviousSealKey.ShouldBe(SealKey);
    }

    [Theory]
    [InlineData("https://developer.example.no/errors")] // …errorsright-missing
    [InlineData("https://developer.example.no")] // another host
    [InlineData("/errors#")]
    [InlineData("errors/")]
    [InlineData("#")]
    [InlineData("https://developer.example.no/the errors#")]
    [InlineData("1:")]
    public void ProblemTypeBase_is_a_fault_when_it_begins_no_absolute_uri(string typeBase) =>
        Faults(("ProblemTypeBase", typeBase))
            .ShouldHaveSingleItem()
            .ShouldStartWith("'SystemUser:ProblemTypeBase' is not what");

    [Theory]
    [InlineData("urn:example:problem:")]
    [InlineData("tag:example.no,2026:")]
    [InlineData("http://localhost/")]
    [InlineData("https://developer.example.no/errors?code=")]
    public void ProblemTypeBase_may_begin_any_absolute_uri(string typeBase) =>
        Read(("ProblemTypeBase", typeBase)).ProblemTypeBase.ShouldBe(typeBase);

    [Theory]
    [InlineData("Production", "https://maskinporten.no/", "https://platform.altinn.no")]
    [InlineData("test", "https://test.maskinporten.no/", "https://platform.tt02.altinn.no")]
    public void Environment_gives_the_addresses_of_Maskinporten_and_Altinn(
        string environment,
        string issuer,
        string altinn
    )
    {
        var options = Read(("Environment", environment));

        options.Maskinporten.Issuer.ShouldBe(issuer);
        options.Maskinporten.MetadataAddress.ShouldBe(issuer + ".well-known/oauth-authorization-server");
        options.Altinn.BaseAddress.ShouldBe(altinn);
    }

    [Fact]
    public void An_explicit_address_wins_over_the_environment() =>
        Read(("Altinn:BaseAddress", "https://proxy.example/altinn"))
            .Altinn.BaseAddress.ShouldBe("https://proxy.example/altinn");

    [Theory]
    [InlineData("RequiredScope", "misspelt:key", "Did you mean 'SystemUser:RequiredScopes'?")]
    [InlineData("Altinn:SubscripitonKey", "x", "Did you mean 'SystemUser:Altinn:SubscriptionKey'?")]
    [InlineData("Something", "x", "is not a key of this package")]
    [InlineData("Decisions:PermitLifetime", "60", "is no time")]
    [InlineData("Decisions:PermitLifetime", "1 minute", "is no time")]
    [InlineData("Decisions:PermitLifetime", "00:06:00", "from 00:00:00 to 00:05:00")]
    [InlineData("Decisions:PermitLifetime", "-00:00:01", "from 00:00:00 to 00:05:00")]
    [InlineData("Decisions:RefusalLifetime", "01:00:00", "from 00:00:00 to 00:05:00")]
    [InlineData("Decisions:MaxEntries", "0", "Set it from 1 to")]
    [InlineData("Decisions:MaxEntries", "1e5", "is no whole number")]
    [InlineData("Decisions:MaxEntries", "99999999999", "is no whole number")]
    [InlineData("Decisions:AttemptTimeout", "00:00:10", "is longer than 'SystemUser:Decisions:TotalTimeout'")]
    [InlineData("Decisions:TotalTimeout", "00:02:00", "Set it from")]
    [InlineData("Decisions:BatchRights", "yes", "Write true or false")]
    [InlineData("Decisions:BatchSize", "1", "Set it from 2 to 100")]
    [InlineData("Decisions:SystemUserAuthenticationLevel", "4", "Set it from 0 to 3")]
    [InlineData("Decisions:HonourOrganizationLevelFor", "ske-krav-og-betalinger", "is a single value")]
    [InlineData("Decisions:HonourOrganizationLevelFor:0", "Not A Resource", "is no resource identifier")]
    [InlineData("Decisions:SealKey", "hunter2", "is not 256 random bits in base64. Make one with: openssl rand")]
    [InlineData("Decisions:SealKey", "q83vEjRWeJCrze8SNFZ4kA==", "is not 256 random bits")]
    [InlineData("Decisions:SealKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "is not 256 random bits")]
    [InlineData("Decisions:PreviousSealKey", SealKey, "is set without 'SystemUser:Decisions:SealKey'")]
    [InlineData("Decisions", "x", "is a single value")]
    [InlineData("RequiredScopes", "a:b", "is a single value")]
    [InlineData("RequiredScopes:0", "a:b c:d", "is no scope")]
    [InlineData("RequiredScopes:0", "", "is no scope")]
    [InlineData("RequiredScopes:0", "a\"b", "is no scope")]
    [InlineData("RequiredScopes:0", "sk\u00e5tt", "is no scope")]
    [InlineData("RequiredScopes:0", "a:b\n", "is no scope")]
    [InlineData("RequiredScopes:first", "a:b", "is no item of a list")]
    [InlineData("RequiredScopes:0:name", "a:b", "is no item of a list")]
    [InlineData("Maskinporten:ClockSkew", "00:00:31", "from 00:00:00 to 00:00:30")]
    [InlineData("Maskinporten:ValidatedTokenLifetime", "00:05:01", "from 00:00:00 to 00:05:00")]
    [InlineData("Maskinporten:MaxValidatedTokens", "0", "from 1 to 10000000")]
    [InlineData("Maskinporten:Audience", "", "is empty")]
    [InlineData("Maskinporten:Issuer", "https://test.maskinporten.no", "Set it to https://test.maskinporten.no/")]
    [InlineData("Maskinporten:Issuer", "maskinporten", "must be an absolute https address")]
    [InlineData("Maskinporten:MetadataAddress", "http://example.test/", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "http://platform.example.test", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "http://localhost.example.test", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "https://user:pass@platform.tt02.altinn.no", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "https://platform.tt02.altinn.no?x=1", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "ftp://platform.tt02.altinn.no", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "/platform", "must be an absolute https address")]
    [InlineData("Altinn:BaseAddress", "", "is empty")]
    [InlineData("Altinn:SubscriptionKey", "", "is empty")]
    [InlineData("Altinn:SubscriptionKey", null, "is missing")]
    [InlineData("Altinn:SubscriptionKey:Value", "x", "has keys below it")]
    [InlineData("Altinn:SubscriptionKey", "abc\n", "cannot stand in an HTTP header")]
    [InlineData("Altinn:SubscriptionKey", "abc\r\nX: y", "cannot stand in an HTTP header")]
    [InlineData("Altinn:SubscriptionKey", "abc\0", "cannot stand in an HTTP header")]
    [InlineData("Altinn:SubscriptionKey", "\u00e6\u00f8\u00e5", "cannot stand in an HTTP header")]
    [InlineData("Client:ClientId", "a b", "is not a client id")]
    [InlineData("Client:ClientId", "abc\n", "is not a client id")]
    [InlineData("Client:ClientId", "\u00e6", "is not a client id")]
    [InlineData("Client:KeyId", "key\n", "holds a control character")]
    [InlineData("Client:KeyId", "k\u0000ey", "holds a control character")]
    [InlineData("Client:ClientId", null, "is missing")]
    [InlineData("Client:PrivateJwk", null, "is missing")]
    [InlineData("Client:CertificatePath", "client.p12", "is one of several keys")]
    [InlineData("Environment", "1", "Write one of Production, Test, Sandbox")]
    [InlineData("Environment", "Prod", "Write one of Production, Test, Sandbox")]
    [InlineData("Environment", "Sandbox", "is for Development only")]
    [InlineData("AllowInsecureHosts:0", "altinn", "is for Development only")]
    [InlineData("AllowInsecureHosts", "altinn", "is a single value")]
    [InlineData("Altinn:BaseAddress", "https://platform.altinn.no", "is a test environment")]
    public void A_faulty_value_is_reported_under_its_full_key_with_the_way_out(
        string key,
        string? value,
        string expected
    )
    {
        var faults = Faults((key, value));

        var named =
            expected.Contains("several keys") ? "Client:PrivateJwk"
            : expected.Contains("is a test environment") ? "Maskinporten:Issuer"
            : key is "RequiredScopes:0:name" ? "RequiredScopes:0"
            : key is "AllowInsecureHosts:0" ? "AllowInsecureHosts"
            : key is "Altinn:SubscriptionKey:Value" ? "Altinn:SubscriptionKey"
            : key;
        faults.Length.ShouldBe(1, string.Join('\n', faults));
        faults[0].ShouldStartWith($"'SystemUser:{named}' ");
        faults[0].ShouldContain(expected);
    }

    [Theory]
    [InlineData("altinn", "http://altinn:5090")]
    [InlineData("altinn", "http://ALTINN:5090")]
    [InlineData("altinn.example.test", "http://altinn.example.test")]
    [InlineData("10.0.0.2", "http://10.0.0.2:5090")]
    [InlineData("fd00::2", "http://[fd00::2]:5090")]
    public void Http_is_taken_in_Development_of_a_host_that_is_allowed_it(string host, string address)
    {
        var options = ReadInDevelopment(
            ("AllowInsecureHosts:0", host),
            ("Maskinporten:Issuer", $"{address}/"),
            ("Maskinporten:MetadataAddress", $"{address}/.well-known/oauth-authorization-server"),
            ("Altinn:BaseAddress", address)
        );

        options.AllowInsecureHosts.ShouldBe([host]);
        options.Altinn.BaseAddress.ShouldBe(address);
    }

    [Theory]
    [InlineData("altinn", "http://altinn.example.test:5090")]
    [InlineData("example.test", "http://altinn.example.test")]
    [InlineData("altinn", "ftp://altinn")]
    [InlineData("altinn", "http://user@altinn")]
    public void Http_is_refused_of_any_other_host_than_those_allowed_it(string host, string address) =>
        FaultsInDevelopment(("AllowInsecureHosts:0", host), ("Altinn:BaseAddress", address))
            .ShouldHaveSingleItem()
            .ShouldStartWith("'SystemUser:Altinn:BaseAddress' must be an absolute https address");

    [Theory]
    [InlineData("http://altinn:5090", "is no host")]
    [InlineData("altinn:5090", "is no host")]
    [InlineData("*", "is no host")]
    [InlineData("", "is no host")]
    [InlineData("platform.altinn.no", "which answers over https")]
    [InlineData("test.maskinporten.no", "which answers over https")]
    public void What_is_no_host_or_needs_no_http_is_not_allowed_it(string host, string why)
    {
        var fault = FaultsInDevelopment(("AllowInsecureHosts:0", host)).ShouldHaveSingleItem();

        fault.ShouldStartWith("'SystemUser:AllowInsecureHosts:0' ");
        fault.ShouldContain(why);
    }

    [Theory]
    [InlineData("TT02")]
    [InlineData("tt02")]
    [InlineData("test")]
    public void Environment_is_Test_under_the_name_of_Altinns_too(string name) =>
        Read(("Environment", name)).Environment.ShouldBe(SystemUserEnvironment.Test);

    [Fact]
    public void All_faulty_values_are_reported_together()
    {
        var faults = Faults(
            ("Altinn:SubscriptionKey", ""),
            ("Decisions:PermitLifetime", "60"),
            ("RequiredScope", "a:b"),
            ("Client:ClientId", null)
        );

        faults.Length.ShouldBe(4);
    }

    [Fact]
    public async Task Each_fault_stands_in_a_line_of_its_own_when_the_app_does_not_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Good);
        builder.Configuration["SystemUser:Environment"] = "TT03";
        builder.Configuration["SystemUser:Decisions:PermitLifetime"] = "60";
        builder.Services.AddSystemUserAuthorization();
        await using var app = builder.Build();

        var exception = await Should.ThrowAsync<OptionsValidationException>(() =>
            app.StartAsync(TestContext.Current.CancellationToken)
        );

        exception
            .Message.Split(Environment.NewLine)
            .ShouldBe([
                "The app is not started, because its configuration cannot be used:",
                "- 'SystemUser:Environment' is 'TT03'. Write one of Production, Test, Sandbox.",
                "- 'SystemUser:Decisions:PermitLifetime' is '60', which is no time. Write hours:minutes:seconds, such as 00:00:05.",
            ]);
    }

    [Theory]
    [InlineData("RequiredScopes:0", "'a:b'")]
    [InlineData("Client:PrivateJwk", "'{}'")]
    [InlineData("Client:ClientId", "\"provider-client\"")]
    [InlineData("Altinn:SubscriptionKey", "'key'")]
    public void A_value_in_quotes_is_named_as_that(string key, string value) =>
        Faults((key, value))
            .ShouldBe([
                $"'SystemUser:{key}' is in quotes, which belong to no value. Remove them: docker's --env-file, unlike a shell, keeps them.",
            ]);

    [Fact]
    public void A_password_may_have_quotes() =>
        Faults(
                ("Client:PrivateJwk", null),
                ("Client:CertificatePath", "/nowhere.p12"),
                ("Client:CertificatePassword", "'x'")
            )
            .ShouldHaveSingleItem()
            .ShouldStartWith("'SystemUser:Client:CertificatePath' ");

    [Fact]
    public void Every_required_key_is_named_when_nothing_is_configured()
    {
        using var services = Services(new ConfigurationBuilder().Build());

        var faults = Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.Select(fault => fault[..fault.IndexOf(' ')])
            .ToList();

        faults.ShouldBe(
            [
                "'SystemUser:Maskinporten:Issuer'",
                "'SystemUser:Maskinporten:MetadataAddress'",
                "'SystemUser:Altinn:BaseAddress'",
                "'SystemUser:Altinn:SubscriptionKey'",
                "'SystemUser:Client:ClientId'",
                "'SystemUser:Client:PrivateJwk'",
            ],
            ignoreOrder: true
        );
    }

    [Fact]
    public void A_keyed_service_does_not_replace_a_service_of_the_package()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("SystemUser:Environment", "Test")])
            .Build();
        using var services = Services(
            configuration,
            services =>
            {
                services.AddSystemUserAuthorization();
                services.AddKeyedSingleton<IPolicyDecisionPoint>("other", (_, _) => throw new NotSupportedException());
                services.AddKeyedSingleton<IAltinnTokenProvider>("other", (_, _) => throw new NotSupportedException());
                services.AddKeyedSingleton<IClientAssertionSigner>(
                    "other",
                    (_, _) => throw new NotSupportedException()
                );
            }
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.Select(fault => fault[..fault.IndexOf(' ')])
            .ShouldBe(
                [
                    "'SystemUser:Altinn:SubscriptionKey'",
                    "'SystemUser:Client:ClientId'",
                    "'SystemUser:Client:PrivateJwk'",
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public void Options_set_in_code_are_validated_by_the_same_rules()
    {
        using var services = Services(
            new ConfigurationBuilder().Build(),
            services =>
                services.AddSystemUserAuthorization(options =>
                {
                    Complete(options);
                    options.Decisions.PermitLifetime = TimeSpan.FromHours(1);
                })
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.ShouldHaveSingleItem()
            .ShouldStartWith("'SystemUser:Decisions:PermitLifetime' ");
    }

    [Fact]
    public void The_fault_names_the_missing_call_when_a_section_that_nothing_reads_has_the_value()
    {
        var faults = FaultsOfCode(
            options => options.Client.PrivateJwk = PrivateJwk,
            [.. Good.Select(pair => (pair.Key, pair.Value))]
        );

        faults.ShouldBe(
            new[]
            {
                "Maskinporten:Issuer",
                "Maskinporten:MetadataAddress",
                "Altinn:BaseAddress",
                "Altinn:SubscriptionKey",
                "Client:ClientId",
            }.Select(key =>
                $"'SystemUser:{key}' is missing. The section 'SystemUser' of the configuration gives it, but nothing reads that section. Call AddSystemUserAuthorization(), which does; AddSystemUserAuthorization(options => …) may stand beside it."
            ),
            ignoreOrder: true
        );
    }

    [Theory]
    [InlineData("RequiredScopes", "RequiredScopes:0", "a:b")]
    [InlineData("Maskinporten:Audience", "Maskinporten:Audience", "https://api.example")]
    public void A_scope_or_audience_in_a_section_that_nothing_reads_is_a_fault(string named, string key, string value)
    {
        FaultsOfCode(Complete, ($"SystemUser:{key}", value))
            .ShouldHaveSingleItem()
            .ShouldBe(
                $"'SystemUser:{named}' is set in the configuration, but not in force: nothing reads that section. Call AddSystemUserAuthorization(), which does; AddSystemUserAuthorization(options => …) may stand beside it."
            );
    }

    [Fact]
    public void A_scope_or_audience_in_a_section_that_nothing_reads_is_no_fault_when_code_sets_the_same() =>
        FaultsOfCode(
                options =>
                {
                    Complete(options);
                    options.RequiredScopes.Add("a:b");
                    options.Maskinporten.Audience = "https://api.example";
                },
                ("SystemUser:RequiredScopes:0", "a:b"),
                ("SystemUser:Maskinporten:Audience", "https://api.example")
            )
            .ShouldBeEmpty();

    [Fact]
    public void A_scope_in_the_default_section_is_a_fault_when_another_section_is_read()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                Good.ToDictionary(pair => "Api:Access:" + pair.Key["SystemUser:".Length..], pair => pair.Value)
            )
            .AddInMemoryCollection([new("SystemUser:RequiredScopes:0", "a:b")])
            .Build();
        using var services = Services(
            configuration,
            services => services.AddSystemUserAuthorization(configuration.GetSection("Api:Access"))
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.ShouldHaveSingleItem()
            .ShouldStartWith("'SystemUser:RequiredScopes' is set in the configuration, but not in force");
    }

    [Fact]
    public void A_fault_is_reported_under_the_name_of_the_section_that_is_read()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                Good.ToDictionary(pair => "Api:Access:" + pair.Key["SystemUser:".Length..], pair => pair.Value)
            )
            .AddInMemoryCollection([new("Api:Access:Decisions:MaxEntries", "none")])
            .Build();
        using var services = Services(
            configuration,
            services => services.AddSystemUserAuthorization(configuration.GetSection("Api:Access"))
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.ShouldHaveSingleItem()
            .ShouldStartWith("'Api:Access:Decisions:MaxEntries' ");
    }

    [Fact]
    public void A_fault_is_reported_once_when_the_section_is_added_twice()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Good)
            .AddInMemoryCollection([new("SystemUser:RequiredScopes:0", "a:b"), new("SystemUser:Unknown", "x")])
            .Build();
        using var services = Services(
            configuration,
            services =>
            {
                services.AddSystemUserAuthorization();
                services.AddSystemUserAuthorization();
            }
        );

        Should
            .Throw<OptionsValidationException>(() => services.GetRequiredService<LiveOptions>().Current)
            .Failures.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scopes_of_all_sources_are_required_whatever_their_order(bool delegateFirst)
    {
        var options = ReadWith(
            delegateFirst,
            options => options.RequiredScopes.Add("from:delegate"),
            ("RequiredScopes:0", "x:y")
        );

        options.RequiredScopes.ShouldBe(["from:delegate", "x:y"], ignoreOrder: true);
    }

    [Fact]
    public void An_empty_list_of_scopes_takes_none_of_another_source_away() =>
        ReadWith(
            delegateFirst: true,
            options => options.RequiredScopes.Add("from:delegate"),
            ("RequiredScopes", string.Empty)
        )
            .RequiredScopes.ShouldBe(["from:delegate"]);

    [Theory]
    [InlineData(false, "b")]
    [InlineData(true, "b")]
    [InlineData(true, null)]
    public void HonourOrganizationLevelFor_is_a_fault_when_code_lists_more_than_the_section(
        bool delegateFirst,
        string? inSection
    )
    {
        var exception = Should.Throw<OptionsValidationException>(() =>
            ReadWith(
                delegateFirst,
                options => options.Decisions.HonourOrganizationLevelFor.Add("a"),
                inSection is null
                    ? ("Decisions:HonourOrganizationLevelFor", string.Empty)
                    : ("Decisions:HonourOrganizationLevelFor:0", inSection)
            )
        );

        exception
            .Failures.ShouldHaveSingleItem()
            .ShouldBe(
                "'SystemUser:Decisions:HonourOrganizationLevelFor' does not list 'a', which is added elsewhere. Set the list in one place."
            );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HonourOrganizationLevelFor_may_be_the_same_in_code_and_section(bool delegateFirst) =>
        ReadWith(
            delegateFirst,
            options => options.Decisions.HonourOrganizationLevelFor.Add("a"),
            ("Decisions:HonourOrganizationLevelFor:0", "a")
        )
            .Decisions.HonourOrganizationLevelFor.Distinct()
            .ShouldBe(["a"]);

    [Fact]
    public void A_configuration_change_is_taken_up_only_when_it_is_valid()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Good).Build();
        using var services = Services(configuration);
        var live = services.GetRequiredService<LiveOptions>();
        var first = live.Current;

        configuration["SystemUser:Decisions:PermitLifetime"] = "00:00:07";
        configuration.Reload();
        live.Current.Decisions.PermitLifetime.ShouldBe(TimeSpan.FromSeconds(7));
        live.Current.ShouldNotBeSameAs(first);

        configuration["SystemUser:Decisions:PermitLifetime"] = "7";
        configuration.Reload();
        live.Current.Decisions.PermitLifetime.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_configuration_change_that_throws_is_refused_and_logged_by_the_exceptions_type_alone()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Good).Build();
        var log = new FakeLogCollector();
        var broken = false;
        using var services = Services(
            configuration,
            services =>
            {
                services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log)));
                services.AddSystemUserAuthorization();
                services.AddSystemUserAuthorization(_ =>
                {
                    if (broken)
                    {
                        throw new FormatException("hunter2");
                    }
                });
            }
        );
        var live = services.GetRequiredService<LiveOptions>();
        var first = live.Current;

        broken = true;
        configuration.Reload();
        live.Current.ShouldBeSameAs(first);
        log.Of("ConfigurationChangeRefused").ShouldHaveSingleItem().ShouldEndWith("(System.FormatException).");
        log.All().ShouldNotContain("hunter2");

        broken = false;
        configuration["SystemUser:Decisions:PermitLifetime"] = "00:00:07";
        configuration.Reload();
        live.Current.Decisions.PermitLifetime.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void Required_scopes_are_empty_when_the_JSON_has_an_empty_list()
    {
        var json = """{ "SystemUser": { "RequiredScopes": [], "Decisions": {}, "Altinn": { "BaseAddress": null } } }""";
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Good)
            .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))
            .Build();
        using var services = Services(configuration);

        services.GetRequiredService<LiveOptions>().Current.RequiredScopes.ShouldBeEmpty();
    }

    private static void Complete(SystemUserOptions options)
    {
        options.Environment = SystemUserEnvironment.Test;
        options.Altinn.SubscriptionKey = "subscription-key";
        options.Client.ClientId = "provider-client";
        options.Client.PrivateJwk = PrivateJwk;
    }

    private static string[] FaultsOfCode(
        Action<SystemUserOptions> configure,
        params (string Key, string? Value)[] settings
    )
    {
        using var services = Services(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
                .Build(),
            services => services.AddSystemUserAuthorization(configure)
        );
        try
        {
            _ = services.GetRequiredService<LiveOptions>().Current;
            return [];
        }
        catch (OptionsValidationException exception)
        {
            return [.. exception.Failures];
        }
    }

    private static SystemUserOptions ReadWith(
        bool delegateFirst,
        Action<SystemUserOptions> configure,
        (string Key, string Value) setting
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(Good)
            .AddInMemoryCollection([new($"SystemUser:{setting.Key}", setting.Value)])
            .Build();
        using var services = Services(
            configuration,
            services =>
            {
                if (delegateFirst)
                {
                    services.AddSystemUserAuthorization(configure);
                }

                services.AddSystemUserAuthorization(configuration.GetSection("SystemUser"));
                if (!delegateFirst)
                {
                    services.AddSystemUserAuthorization(configure);
                }
            }
        );
        return services.GetRequiredService<LiveOptions>().Current;
    }
}
