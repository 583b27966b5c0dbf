using System.Net;
using System.Text.Json;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Workbench;

public sealed class InterfaceTests : WorkbenchTest
{
    [Fact]
    public async Task OpenApi_has_what_is_mapped_and_none_of_the_pages()
    {
        var (status, document) = await SendAsync(HttpMethod.Get, "/sandbox/openapi.json");

        status.ShouldBe(HttpStatusCode.OK);
        document.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        var paths = document.GetProperty("paths");
        foreach (
            var (path, method) in new[]
            {
                ("/token", "post"),
                ("/authorization/api/v1/authorize", "post"),
                ("/authentication/api/v1/systemregister/vendor/{systemId}", "put"),
                ("/resourceregistry/api/v1/resource/{id}/policy", "get"),
                ("/sandbox/faults/{service}", "put"),
                ("/health", "get"),
            }
        )
        {
            var operation = paths.GetProperty(path).GetProperty(method);
            operation
                .GetProperty("parameters")
                .EnumerateArray()
                .Count(parameter => parameter.GetProperty("in").GetString() == "path")
                .ShouldBe(path.Count(letter => letter == '{'), path);
        }

        paths.EnumerateObject().ShouldAllBe(path => !path.Name.StartsWith("/workbench"));
        paths.EnumerateObject().ShouldAllBe(path => !path.Name.StartsWith("/accessmanagement/ui"));
    }

    [Fact]
    public async Task Health_is_told_with_the_faults_that_are_switched_on()
    {
        (await SendAsync(HttpMethod.Get, "/health")).Body.GetProperty("faults").GetArrayLength().ShouldBe(0);

        await SendAsync(HttpMethod.Put, "/sandbox/faults/pdp", null, """{"kind":"gone"}""");

        var (status, health) = await SendAsync(HttpMethod.Get, "/health");
        status.ShouldBe(HttpStatusCode.OK);
        health.GetProperty("status").GetString().ShouldBe("Healthy");
        health.GetProperty("faults")[0].GetString().ShouldBe("pdp cuts the connection");
    }

    [Fact]
    public async Task Requests_to_try_are_for_this_address()
    {
        var text = await Host.Http.GetStringAsync("/workbench/sandbox.http", Cancelled);

        text.ShouldContain($"@sandbox = {Host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)}");
        text.ShouldContain("GET {{sandbox}}/health");
    }
}
