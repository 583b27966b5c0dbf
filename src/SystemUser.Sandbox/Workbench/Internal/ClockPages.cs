using System.Globalization;
using SystemUser.Sandbox.Time.Internal;
using SystemUser.Sandbox.Workbench.Pages;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Moves the sandbox's clock.</summary>
internal sealed class ClockPages(SandboxClock clock)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.Clock, (string? done) => WorkbenchAnswers.Show<Pages.Clock>(what: done));
        pages.MapPost(WorkbenchRoutes.Clock, (HttpRequest request) => Move(request.Form));
    }

    private IResult Move(IFormCollection form)
    {
        if (form["restore"] == "now")
        {
            clock.Restore();
            return WorkbenchAnswers.See(WorkbenchRoutes.Clock + "?done=restored");
        }

        return
            long.TryParse(form["seconds"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs((double)seconds) <= SandboxClock.Furthest.TotalSeconds
            && clock.TryMove(TimeSpan.FromSeconds(seconds))
            ? WorkbenchAnswers.See(WorkbenchRoutes.Clock + "?done=moved")
            : WorkbenchAnswers.ShowProblem<Pages.Clock>(
                null,
                WorkbenchProblems.ValueInvalid.With(
                    $"Write a number of seconds; the clock moves at most {SandboxClock.Furthest.Days} days."
                )
            );
    }
}
