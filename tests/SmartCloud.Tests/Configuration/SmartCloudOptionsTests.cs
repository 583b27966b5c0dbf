using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Configuration;

public sealed class SmartCloudOptionsTests
{
    [Fact]
    public async Task Every_fault_is_told_with_its_key_when_several_settings_are_wrong()
    {
        var fault = await Should.ThrowAsync<OptionsValidationException>(() =>
            SmartCloudHost.StartAsync(
                settings:
                [
                    ("SmartCloud:PublicAddress", "http://smartcloud.example"),
                    ("SmartCloud:Vendor:OrganizationNumber", "99182582"),
                    ("SmartCloud:Maskinporten:Issuer", "test.maskinporten.no"),
                    ("SmartCloud:Altinn:BaseAddress", "http://platform.tt02.altinn.no"),
                    ("SmartCloud:KravOgBetalinger:Scope", ""),
                    ("SmartCloud:AgentSystem:ClientId", "CLIENT-standard"),
                    ("SmartCloud:AgentSystem:FurtherResource", "ske-innrapportering-boligselskap"),
                    ("SmartCloud:StandardSystem:FurtherResource", "ske-krav-og-betalinger"),
                    ("SmartCloud:Customers:0:Kind", "99"),
                    ("SmartCloud:Customers:1:OrganizationNumber", "12"),
                    ("SmartCloud:Companions:Start", "true"),
                ]
            )
        );

        fault
            .Failures.Select(one => one[..one.IndexOf(' ', StringComparison.Ordinal)])
            .ShouldBe([
                "SmartCloud:PublicAddress",
                "SmartCloud:Vendor:OrganizationNumber",
                "SmartCloud:Maskinporten:Issuer",
                "SmartCloud:Maskinporten:TokenEndpoint",
                "SmartCloud:Altinn:BaseAddress",
                "SmartCloud:KravOgBetalinger:Scope",
                "SmartCloud:StandardSystem:Id",
                "SmartCloud:AgentSystem:Id",
                "SmartCloud:AgentSystem:FurtherResource",
                "SmartCloud:StandardSystem:FurtherResource",
                "SmartCloud:AgentSystem:ClientId",
                "SmartCloud:Customers:0:Kind",
                "SmartCloud:Customers:1",
                "SmartCloud:Companions:Start",
            ]);
    }

    [Fact]
    public async Task The_start_stops_when_the_environment_is_unknown()
    {
        var fault = await Should.ThrowAsync<OptionsValidationException>(() =>
            SmartCloudHost.StartAsync(
                settings:
                [
                    ("SmartCloud:Environment", "99"),
                    ("SmartCloud:Maskinporten:Issuer", "https://test.maskinporten.no/"),
                    ("SmartCloud:Altinn:BaseAddress", "https://platform.tt02.altinn.no/"),
                    (
                        "SmartCloud:KravOgBetalinger:BaseAddress",
                        "https://kravogbetalinger.api.skatteetaten-test.no/v1/"
                    ),
                ]
            )
        );

        fault.Failures.ShouldBe(["SmartCloud:Environment must be Sandbox, Test or Production."]);
    }

    [Fact]
    public async Task The_start_stops_when_a_key_is_unknown()
    {
        var fault = await Should.ThrowAsync<InvalidOperationException>(() =>
            SmartCloudHost.StartAsync(settings: ("SmartCloud:Altin:BaseAddress", "https://platform.tt02.altinn.no"))
        );

        fault.Message.ShouldContain("Altin");
    }

    [Theory]
    [InlineData(
        "Test",
        "https://test.maskinporten.no/token",
        "https://platform.tt02.altinn.no/",
        "https://kravogbetalinger.api.skatteetaten-test.no/v1/"
    )]
    [InlineData(
        "Production",
        "https://maskinporten.no/token",
        "https://platform.altinn.no/",
        "https://kravogbetalinger.api.skatteetaten.no/v1/"
    )]
    [InlineData("Sandbox", "http://localhost:5090/token", "http://localhost:5090/", "http://localhost:5080/v1/")]
    public async Task The_addresses_are_known_when_the_environment_is_set(
        string environment,
        string token,
        string altinn,
        string api
    )
    {
        await using var host = await SmartCloudHost.StartAsync(settings: ("SmartCloud:Environment", environment));
        var options = host.Get<IOptions<SmartCloudOptions>>().Value;

        options.Maskinporten.TokenEndpoint.ShouldBe(new Uri(token));
        options.Maskinporten.Issuer.ShouldBe(token[..^"token".Length]);
        options.Altinn.BaseAddress.ShouldBe(new Uri(altinn));
        options.KravOgBetalinger.BaseAddress.ShouldBe(new Uri(api));
    }

    [Fact]
    public async Task The_own_address_wins_when_it_is_set_with_or_without_a_slash()
    {
        await using var host = await SmartCloudHost.StartAsync(
            settings:
            [
                ("SmartCloud:Maskinporten:Issuer", "http://127.0.0.1:7000/"),
                ("SmartCloud:Altinn:BaseAddress", "http://127.0.0.1:7001"),
                ("SmartCloud:KravOgBetalinger:BaseAddress", "http://[::1]:7002/v1"),
                ("SmartCloud:PublicAddress", "https://smartcloud.example/app"),
            ]
        );
        var options = host.Get<IOptions<SmartCloudOptions>>().Value;

        options.Maskinporten.TokenEndpoint.ShouldBe(new Uri("http://127.0.0.1:7000/token"));
        options.Altinn.BaseAddress.ShouldBe(new Uri("http://127.0.0.1:7001/"));
        options.KravOgBetalinger.BaseAddress.ShouldBe(new Uri("http://[::1]:7002/v1/"));
        options.ReceiptAddress().ShouldBe(new Uri("https://smartcloud.example/app/receipt"));
    }

    [Fact]
    public async Task Stops_when_it_can_be_reached_from_elsewhere()
    {
        var fault = await Should.ThrowAsync<InvalidOperationException>(() =>
            SmartCloudHost.StartAsync(urls: "http://0.0.0.0:0")
        );

        fault.Message.ShouldContain("SmartCloud:UnsafeListenBeyondLoopback");
    }
}
