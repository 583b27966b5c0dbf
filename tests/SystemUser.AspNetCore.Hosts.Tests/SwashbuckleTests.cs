using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Hosts.Tests.Examples;
using SystemUser.AspNetCore.Tests.Authorization;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>The filter that docs/hosts.md prints, in Swashbuckle's generator.</summary>
public sealed class SwashbuckleTests
{
    [Fact]
    public async Task The_filter_describes_what_an_endpoint_demands_and_leaves_others_alone()
    {
        await using var door = await Door.OpenAsync(
            app =>
            {
                app.UseSwagger();
                app.MapGet("/krav/{orgnr}", (string orgnr) => orgnr)
                    .RequireSystemUserRight(
                        Door.Resource,
                        right => (right.PartyFromRoute, right.Scope) = ("orgnr", "a:b")
                    );
                app.MapGet("/open", () => "open");
            },
            services =>
            {
                services.AddEndpointsApiExplorer();
                SwashbuckleApp.Add(services);
            }
        );

        var paths = JsonNode.Parse((await door.GetAsync("/swagger/v1/swagger.json")).Body)!["paths"]!;
        var krav = paths["/krav/{orgnr}"]!["get"]!;

        krav["description"]!.GetValue<string>().ShouldContain($"`{Door.Resource}` for what the method does");
        krav["security"]![0]!["Maskinporten"]![0]!.GetValue<string>().ShouldBe("a:b");
        krav["responses"]!.AsObject().Select(answer => answer.Key).ShouldBe(["200", "401", "403", "503"]);
        paths["/open"]!["get"]!["security"].ShouldBeNull();
    }
}
