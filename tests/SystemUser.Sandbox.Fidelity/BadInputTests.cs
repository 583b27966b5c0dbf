using Microsoft.AspNetCore.Routing;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Fidelity;

/// <summary>Input that makes no sense, to every endpoint of Altinn's that the sandbox plays: <c>Cases/bad-input.tsv</c>.</summary>
public sealed class BadInputTests : IAsyncLifetime
{
    // The sandbox's own, and those that take no input.
    private static readonly string[] s_left =
    [
        "/",
        "/sandbox/",
        "/workbench",
        "/health",
        "/api/",
        "/accessmanagement/ui",
        "/.well-known/",
        "/jwk",
        "/authentication/api/v1/openid/",
    ];

    private WorldHost? _host;

    private static IReadOnlyList<BadInputRow> Rows { get; } = BadInputRow.ReadAll();

    public async ValueTask InitializeAsync() => _host = await WorldHost.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }

    [Fact]
    public void Every_endpoint_is_listed() =>
        Rows.Select(row => row.Endpoint)
            .Order(StringComparer.Ordinal)
            .ShouldBe(
                _host!
                    .Get<EndpointDataSource>()
                    .Endpoints.OfType<RouteEndpoint>()
                    .SelectMany(Calls)
                    .Where(call => !s_left.Any(path => IsUnder(call.Split(' ')[1], path)))
                    .Order(StringComparer.Ordinal)
            );

    [Fact]
    public async Task Every_endpoint_refuses_as_altinn_does()
    {
        var player = await BadInputPlayer.StartAsync(_host!);

        foreach (var row in Rows)
        {
            (await player.PlayAsync(row)).ShouldBe(row.Answers, row.Endpoint);
        }

        _host!.Faults.ShouldBeEmpty();
    }

    private static IEnumerable<string> Calls(RouteEndpoint endpoint) =>
        (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []).Select(method =>
            $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')}"
        );

    private static bool IsUnder(string path, string left) =>
        left is "/" ? path is "" : path.StartsWith(left, StringComparison.Ordinal);
}
