using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OData;
using Microsoft.AspNetCore.OData.Batch;
using Microsoft.AspNetCore.OData.Routing.Controllers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OData.ModelBuilder;
using SystemUser.AspNetCore.Authorization;
using SystemUser.AspNetCore.Tests.Authorization;
using SystemUser.Sandbox.Wire.Scripted;

namespace SystemUser.AspNetCore.Hosts.Tests;

/// <summary>The parts of a <c>$batch</c> are requests of their own: each is judged by its own token, and answered once.</summary>
public sealed class ODataTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_part_without_a_token_is_refused_once()
    {
        await using var door = await OpenAsync();

        var parts = await BatchAsync(door, outer: null, null, null, null);

        parts.ShouldAllBe(part => part.Status == 401);
        foreach (var part in parts)
        {
            part.Code.ShouldBe("token-missing");
            part.Headers["www-authenticate"].ShouldBe("Bearer");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_part_is_judged_by_its_own_token(bool outerIsAuthenticated)
    {
        await using var door = await OpenAsync(outerIsAuthenticated);
        door.Sandbox.Pdp.Permit();

        var parts = await BatchAsync(
            door,
            outer: outerIsAuthenticated ? door.Token("312714051") : null,
            door.Token(),
            door.Token("312714051"),
            door.Token().SignedWith("none"),
            door.Sandbox.SystemUser()
        );

        parts.Select(part => part.Status).ShouldBe([200, 200, 401, 403]);
        parts[0].Body.ShouldContain(Door.Owner);
        parts[1].Body.ShouldContain("312714051");
        parts[2].Code.ShouldBe("token-invalid");
        parts[3].Code.ShouldBe("insufficient-scope");
    }

    [Fact]
    public async Task The_token_of_the_batch_counts_for_its_parts()
    {
        await using var door = await OpenAsync();
        door.Sandbox.Pdp.Next.Permit();
        door.Sandbox.Pdp.Always.Deny();

        var parts = await BatchAsync(door, outer: door.Token(), null, null);

        parts.Select(part => part.Status).ShouldBe([200, 200]);
        door.Sandbox.Pdp.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_part_of_a_multipart_batch_has_one_body()
    {
        await using var door = await OpenAsync();
        const string part =
            "--b\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\nGET http://localhost/odata/Innbetalinger HTTP/1.1\r\nAccept: application/json\r\n\r\n\r\n";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/odata/$batch");
        request.Content = new StringContent(part + part + "--b--\r\n", Encoding.UTF8);
        request.Content.Headers.ContentType = new("multipart/mixed") { Parameters = { new("boundary", "b") } };

        using var response = await door.Http.SendAsync(request, Cancelled);

        var body = await response.Content.ReadAsStringAsync(Cancelled);
        body.Split("\"code\":\"token-missing\"").Length.ShouldBe(3, body);
        body.Split("401 Unauthorized").Length.ShouldBe(3, body);
    }

    private static Task<Door> OpenAsync(bool outerIsAuthenticated = false) =>
        Door.OpenAsync(
            app =>
            {
                if (outerIsAuthenticated)
                {
                    app.UseAuthentication();
                }

                app.UseODataBatching();
                app.UseRouting();
                app.UseAuthentication();
                app.UseAuthorization();
                app.MapControllers();
            },
            services =>
            {
                var model = new ODataConventionModelBuilder();
                model.EntitySet<Innbetaling>("Innbetalinger");
                services
                    .AddControllers()
                    .AddApplicationPart(typeof(InnbetalingerController).Assembly)
                    .AddOData(options =>
                        options.AddRouteComponents("odata", model.GetEdmModel(), new DefaultODataBatchHandler())
                    );
            }
        );

    private static async Task<Part[]> BatchAsync(
        Door door,
        MaskinportenToken? outer,
        params MaskinportenToken?[] tokens
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/odata/$batch");
        if (outer is not null)
        {
            request.Headers.Authorization = new("Bearer", outer.ToString());
        }

        request.Content = JsonContent.Create(
            new
            {
                requests = tokens.Select(
                    (token, i) =>
                        new
                        {
                            id = $"{i}",
                            method = "GET",
                            url = "http://localhost/odata/Innbetalinger",
                            headers = token is null
                                ? []
                                : new Dictionary<string, string> { ["authorization"] = $"Bearer {token}" },
                        }
                ),
            }
        );
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("Prefer", "continue-on-error");

        using var response = await door.Http.SendAsync(request, Cancelled);

        var body = await response.Content.ReadAsStringAsync(Cancelled);
        response.IsSuccessStatusCode.ShouldBeTrue(body);
        var parts = JsonDocument.Parse(body).RootElement.GetProperty("responses").EnumerateArray();
        return [.. parts.OrderBy(part => part.GetProperty("id").GetString(), StringComparer.Ordinal).Select(Part.Of)];
    }

    private sealed record Part(int Status, string Body, string? Code, IReadOnlyDictionary<string, string> Headers)
    {
        public static Part Of(JsonElement part)
        {
            var body = part.TryGetProperty("body", out var given) ? given : default;
            return new(
                part.GetProperty("status").GetInt32(),
                body.ValueKind == JsonValueKind.Undefined ? "" : body.GetRawText(),
                body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code)
                    ? code.GetString()
                    : null,
                part.GetProperty("headers")
                    .EnumerateObject()
                    .ToDictionary(
                        header => header.Name,
                        header => header.Value.GetString()!,
                        StringComparer.OrdinalIgnoreCase
                    )
            );
        }
    }
}

public sealed class Innbetaling
{
    public string Id { get; set; } = "";
}

public sealed class InnbetalingerController : ODataController
{
    [RequireSystemUserRight(Door.Resource)]
    public IEnumerable<Innbetaling> Get() => [new() { Id = HttpContext.GetAuthorizedParty()!.ToString() }];
}
