using System.Net;
using Microsoft.Extensions.Logging;
using SystemUser.Sandbox.Tests.World;

namespace SystemUser.Sandbox.Tests.Portal;

public sealed class WhoPageTests : PortalTest
{
    private const string Who = Ui + "/who";
    private const string LeaderOfApe = "STADIG KONSERT for TILFELDIG SUBTIL APE";
    private const string LeaderOfBergen = LeaderOfApe + " AVD BERGEN";
    private const string MemberOfApe = "RETTVIS TRAPES for TILFELDIG SUBTIL APE";
    private const string MemberOfBergen = MemberOfApe + " AVD BERGEN";

    [Theory]
    [InlineData("stadig konsert", LeaderOfApe, LeaderOfBergen)]
    [InlineData("subtil ape", MemberOfApe, MemberOfBergen, LeaderOfApe, LeaderOfBergen)]
    [InlineData("avd bergen", MemberOfBergen, LeaderOfBergen)]
    [InlineData("310 904 473", MemberOfApe, LeaderOfApe)]
    [InlineData("3109044", MemberOfApe, LeaderOfApe)]
    [InlineData(" pia ", "PIA VARDE for RØR OG VANN AS")]
    public async Task People_are_found_when_searched_by_name_organization_or_number(
        string query,
        params string[] expected
    )
    {
        using var browser = Open();
        var page = await browser.GetAsync($"{Who}?q={Uri.EscapeDataString(query)}");
        page.Buttons.Skip(1).ShouldBe(expected);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("<script>alert(1)</script>")]
    public async Task Page_says_so_when_nobody_is_found(string query)
    {
        using var browser = Open();
        var page = await browser.GetAsync($"{Who}?q={Uri.EscapeDataString(query)}");
        page.Text.ShouldContain("Ingen treff.");
        page.Html.ShouldNotContain("<script");
    }

    [Fact]
    public async Task Organization_cannot_be_chosen_when_it_is_deleted()
    {
        Change(draft => draft.Put(draft.State.Organizations.Find(The.CustomersUnit)! with { IsDeleted = true }));
        using var browser = Open();
        (await browser.GetAsync($"{Who}?q=bergen")).Text.ShouldContain("Ingen treff.");
        var page = await browser.GetAsync(Who);
        ShouldBeRefused(
            await browser.SendAsync(Who, page, ("person", The.DailyLeader), ("organization", The.CustomersUnit)),
            HttpStatusCode.BadRequest,
            "PORTAL-00004"
        );
    }

    [Fact]
    public async Task Nothing_is_logged_as_a_warning_when_a_page_is_shown()
    {
        using var warnings = new Warnings();
        Host.Get<ILoggerFactory>().AddProvider(warnings);
        using var browser = await OpenAsync(The.DailyLeader, The.Customer);
        await browser.GetAsync(Overview);
        warnings.Messages.ShouldBeEmpty();
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (IsEnabled(logLevel))
            {
                Messages.Add(formatter(state, exception));
            }
        }

        public void Dispose() { }
    }
}
