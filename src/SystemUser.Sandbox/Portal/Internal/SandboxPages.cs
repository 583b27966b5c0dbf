using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Portal.Pages;
using SystemUser.Sandbox.Wire.Internal.Http;

namespace SystemUser.Sandbox.Portal.Internal;

/// <summary>Views of the sandbox itself, for whoever develops in it: what it decided, and how its services fail.</summary>
internal sealed class SandboxPages(FaultSwitches switches, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(
            PortalRoutes.Decisions,
            (string? paused) => PortalAnswers.Show<Decisions>(new { IsPaused = paused is not null })
        );
        pages.MapGet(PortalRoutes.Faults, (string? done) => PortalAnswers.Show<Pages.Faults>(new { What = done }));
        pages.MapPost(
            PortalRoutes.Faults,
            (PortalVisit visit, HttpRequest request) => SwitchFaults(visit, request.Form)
        );
    }

    private IResult SwitchFaults(PortalVisit visit, IFormCollection form)
    {
        var service = form["service"].ToString();
        if (form["all"] == "off")
        {
            switches.ClearAll();
        }
        else if (!FaultServices.Knows(service))
        {
            return PortalAnswers.Refuse(PortalProblems.NothingChosen);
        }
        else if (form["kind"].ToString().Length == 0)
        {
            switches.Clear(service);
        }
        else if (ReadOrder(form).Read(clock.GetUtcNow()).Is(out var fault, out var problem))
        {
            switches.Set(service, fault);
        }
        else
        {
            return PortalAnswers.Show<Pages.Faults>(
                new { Problem = ProblemTexts.Find(visit, problem.Code, problem.Text) },
                problem.Status
            );
        }

        return PortalAnswers.See(PortalRoutes.Faults + "?done=faults");
    }

    // What cannot be read is out of range, and refused as that; the number of a kind that is not chosen does not matter.
    private static FaultOrder ReadOrder(IFormCollection form)
    {
        var kind = form["kind"].ToString() switch
        {
            nameof(FaultKind.Slow) => FaultKind.Slow,
            nameof(FaultKind.Status) => FaultKind.Status,
            nameof(FaultKind.Gone) => FaultKind.Gone,
            _ => (FaultKind?)null,
        };
        return new FaultOrder(
            kind,
            kind == FaultKind.Slow ? Number("delay") : null,
            kind == FaultKind.Status ? Number("status") : null,
            RetryAfterSeconds: null,
            ForSeconds: null
        );

        int Number(string name) => PortalPages.Number(form[name]) ?? -1;
    }
}
