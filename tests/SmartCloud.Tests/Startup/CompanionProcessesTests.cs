using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using SmartCloud.Startup;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.Startup;

public sealed class CompanionProcessesTests : IDisposable
{
    private static readonly Uri Address = new("http://localhost:5080/");
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

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Nothing_is_started_when_something_answers(int status)
    {
        _handler.On("GET", "/", _ => Respond.Status(status));

        await _processes.EnsureAsync(Address, "../Nowhere", TestContext.Current.CancellationToken);

        _logger.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_log_says_what_to_start_when_there_is_no_project()
    {
        _handler.On("GET", "/", _ => throw new HttpRequestException("refused"));

        await _processes.EnsureAsync(Address, "../Nowhere", TestContext.Current.CancellationToken);

        _logger.Events.ShouldHaveSingleItem().Name.ShouldBe("CompanionMissing");
    }

    public void Dispose()
    {
        _processes.Dispose();
        _http.Dispose();
        _handler.Dispose();
    }
}
