using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using SmartCloud.Startup;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Startup;

public sealed class CompanionProcessesTests : IDisposable
{
    private static readonly Companion Api = new(
        "Krav og betalinger",
        new Uri("http://localhost:5080/"),
        "Krav og betalinger",
        "../Nowhere",
        new Dictionary<string, string>()
    );
    private readonly ScriptedHandler _handler = new();
    private readonly ListLogger<CompanionProcesses> _logger = new();
    private readonly HttpClient _http;
    private readonly CompanionProcesses _processes;

    public CompanionProcessesTests()
    {
        _http = new HttpClient(_handler);
        var environment = new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory };
        _processes = new CompanionProcesses(environment, _http, new FakeClock(), _logger);
    }

    [Fact]
    public async Task Nothing_is_started_when_the_companion_answers()
    {
        _handler.On("GET", "/", _ => Respond.Text("Krav og betalinger"));

        await _processes.EnsureAsync(Api, TestContext.Current.CancellationToken);

        _logger.Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task A_foreign_server_is_named_and_nothing_started_when_it_has_the_port(int status)
    {
        _handler.On(
            "GET",
            "/",
            _ =>
            {
                var response = Respond.Status(status);
                response.Headers.TryAddWithoutValidation("Server", "nginx/1.27");
                return response;
            }
        );

        await _processes.EnsureAsync(Api, TestContext.Current.CancellationToken);

        _logger.Events.ShouldHaveSingleItem().Name.ShouldBe("ForeignServer");
        var told = _logger.Messages.Single();
        told.ShouldContain("http://localhost:5080/ is not Krav og betalinger");
        told.ShouldContain("nginx/1.27");
        told.ShouldContain("--urls");
    }

    [Fact]
    public async Task The_log_says_what_to_start_when_there_is_no_project()
    {
        _handler.On("GET", "/", _ => throw new HttpRequestException("refused"));

        await _processes.EnsureAsync(Api, TestContext.Current.CancellationToken);

        _logger.Events.ShouldHaveSingleItem().Name.ShouldBe("CompanionMissing");
    }

    public void Dispose()
    {
        _processes.Dispose();
        _http.Dispose();
        _handler.Dispose();
    }
}
