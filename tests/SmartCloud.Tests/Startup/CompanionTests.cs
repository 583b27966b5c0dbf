using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Startup;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Startup;

public sealed class CompanionTests
{
    [Fact]
    public async Task The_whole_demo_moves_with_the_address_that_SmartCloud_listens_on()
    {
        await using var host = await SmartCloudHost.StartAsync(
            settings: [("SmartCloud:Environment", "Sandbox"), ("urls", "http://localhost:6070")]
        );
        var options = host.Get<IOptions<SmartCloudOptions>>().Value;

        var companions = Companion.Of(options).ToArray();

        options.ReceiptAddress().ShouldBe(new Uri("http://localhost:6070/receipt"));
        options.Altinn.BaseAddress.ShouldBe(new Uri("http://localhost:6090/"));
        companions[0].Address.ShouldBe(new Uri("http://localhost:6080/"));
        companions[0].Settings["ASPNETCORE_URLS"].ShouldBe("http://localhost:6080");
        companions.ShouldAllBe(one => one.Settings["SystemUserSandbox__Address"] == "http://localhost:6090");
    }

    [Fact]
    public async Task The_sandbox_keeps_its_world_beside_what_SmartCloud_remembers_of_it()
    {
        using var folder = new TemporaryFolder();
        TestKeys.WriteTo(folder.Path);
        await using var host = await SmartCloudHost.StartAsync(
            folder: folder.Path,
            settings: ("SmartCloud:Environment", "Sandbox")
        );

        var companions = Companion.Of(host.Get<IOptions<SmartCloudOptions>>().Value);

        companions.ShouldAllBe(one =>
            one.Settings["SystemUserSandbox__StateFolder"] == Path.Combine(folder.Path, "sandbox")
        );
    }
}
