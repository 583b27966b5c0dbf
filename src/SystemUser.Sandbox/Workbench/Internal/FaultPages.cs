using System.Globalization;
using SystemUser.Sandbox.Faults.Internal;
using SystemUser.Sandbox.Workbench.Pages;

namespace SystemUser.Sandbox.Workbench.Internal;

/// <summary>Switches faults on and off.</summary>
internal sealed class FaultPages(FaultSwitches switches, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.Faults, (string? done) => WorkbenchAnswers.Show<Pages.Faults>(what: done));
        pages.MapPost(WorkbenchRoutes.Faults, (HttpRequest request) => Switch(request.Form));
    }

    private IResult Switch(IFormCollection form)
    {
        var service = form["service"].ToString();
        if (form["off"] == "all")
        {
            switches.ClearAll();
        }
        else if (!FaultServices.Knows(service))
        {
            return WorkbenchAnswers.Refuse(WorkbenchProblems.ValueInvalid.With("Choose the service that is to fail."));
        }
        else if (form["off"] == "one")
        {
            switches.Clear(service);
        }
        else if (ReadOrder(form).Read(service, clock.GetUtcNow()).Is(out var fault, out var problem))
        {
            switches.Set(service, fault);
        }
        else
        {
            return WorkbenchAnswers.ShowProblem<Pages.Faults>(form, problem);
        }

        return WorkbenchAnswers.See(WorkbenchRoutes.Faults + "?done=saved");
    }

    // The numbers of a kind that is not chosen do not matter; what cannot be read is out of range, and refused as that.
    private static FaultOrder ReadOrder(IFormCollection form)
    {
        FaultKind? kind = Enum.TryParse<FaultKind>(form["kind"], out var named) && Enum.IsDefined(named) ? named : null;
        return new FaultOrder(
            kind,
            kind == FaultKind.Slow ? Number("delay") ?? -1 : null,
            kind == FaultKind.Status ? Number("status") : null,
            kind == FaultKind.Status ? Number("retryAfter") : null,
            Number("forSeconds"),
            Number("oneIn"),
            form["client"].ToString()
        );

        int? Number(string name) =>
            form[name].ToString() is not { Length: > 0 } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : -1;
    }
}
