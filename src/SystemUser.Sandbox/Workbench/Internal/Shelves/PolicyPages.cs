using SystemUser.Sandbox.Authorization.Internal;
using SystemUser.Sandbox.Wire.Internal;
using SystemUser.Sandbox.Wire.Internal.Http;
using SystemUser.Sandbox.Workbench.Pages;
using SystemUser.Sandbox.World.Internal;
using SystemUser.Sandbox.World.Internal.Model;
using SystemUser.Sandbox.World.Internal.Policies;

namespace SystemUser.Sandbox.Workbench.Internal.Shelves;

/// <summary>The policy of a resource: read it, try another on a question, and put it in the place of the one that is there.</summary>
internal sealed class PolicyPages(WorldStore store, DecisionMaker maker, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(WorkbenchRoutes.Policies + "/{resource}", Show);
        pages.MapPost(WorkbenchRoutes.Policies + "/{resource}", SendAsync);
    }

    private IResult Show(string resource, string? done) =>
        store.Current.Resources.Find(resource) is null
            ? WorkbenchAnswers.Refuse(SandboxProblems.ResourceNotFound)
            : WorkbenchAnswers.Show<Policy>(
                new PolicyTrial(resource, store.Current.Policies.Find(resource)?.Xml ?? ""),
                done
            );

    private async Task<IResult> SendAsync(string resource, HttpRequest request)
    {
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        var xml = form["xml"].ToString();
        if (form.Files["file"] is { Length: > 0 } file)
        {
            using var reader = new StreamReader(file.OpenReadStream());
            xml = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        }

        if (store.Current.Resources.Find(resource) is null)
        {
            return WorkbenchAnswers.Refuse(SandboxProblems.ResourceNotFound);
        }

        if (!PolicyParser.Parse(xml, resource).Is(out var compiled, out var problem))
        {
            return WorkbenchAnswers.ShowProblem<Policy>(new PolicyTrial(resource, xml), problem);
        }

        var question = new Question(Text("systemUser"), "", Text("party"), resource, Text("action"));
        return form["change"] == "save" ? Save(resource, xml, compiled) : Try(question, xml, compiled);

        string Text(string name) => form[name].ToString().Trim();
    }

    private IResult Save(string resource, string xml, CompiledPolicy compiled)
    {
        var result = store.Change<Done>(draft =>
        {
            if (draft.State.Resources.Find(resource) is null)
            {
                return SandboxProblems.ResourceNotFound;
            }

            draft.Put(Next(draft.State, resource, xml, compiled));
            return default(Done);
        });
        return result.Is(out _, out var problem)
            ? WorkbenchAnswers.See($"{WorkbenchRoutes.Policy(resource)}?done=saved")
            : WorkbenchAnswers.ShowProblem<Policy>(new PolicyTrial(resource, xml), problem);
    }

    // The draft is thrown away: the policy decides this one question alone.
    private IResult Try(Question question, string xml, CompiledPolicy compiled)
    {
        var draft = new WorldDraft(store.Current);
        draft.Put(Next(draft.State, question.Resource, xml, compiled));
        return WorkbenchAnswers.Show<Policy>(
            new PolicyTrial(question.Resource, xml)
            {
                Asked = question,
                Answer = question.IsAsked ? maker.Decide(draft.State, question.ToPdp(), new PdpCaller(null, [])) : null,
            },
            "tried"
        );
    }

    private ResourcePolicy Next(WorldState world, string resource, string xml, CompiledPolicy compiled)
    {
        var before = world.Policies.Find(resource);
        return new ResourcePolicy
        {
            ResourceId = resource,
            Xml = xml,
            Version = (before?.Version ?? 0) + 1,
            Subjects = PolicySubjects.Of(compiled, before?.Subjects ?? [], clock.GetUtcNow()),
        };
    }
}

/// <summary>A policy as it stands in the form, and what it decides.</summary>
internal sealed record PolicyTrial(string Resource, string Xml)
{
    public Question? Asked { get; init; }

    public ExplainedDecision? Answer { get; init; }
}
