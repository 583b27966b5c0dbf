using Microsoft.AspNetCore.Http;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions.Internal;

namespace SystemUser.AspNetCore.Authorization.Internal;

/// <summary>Has all demands of an authorization decided together: each must be met, by one of its rights.</summary>
internal sealed class DemandDecider(RightDecider decider, AuditTrail audit)
{
    /// <summary>Decides.</summary>
    /// <param name="systemUser">Who asks.</param>
    /// <param name="askings">What is asked for each demand.</param>
    /// <param name="inBatches">Whether in as few calls as the rules allow; else side by side, so that Altinn keeps its event log of each.</param>
    /// <param name="requestServices">The request's services; <see langword="null"/> outside a request.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<Verdict> DecideAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<Asking> askings,
        bool inBatches,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        if (askings is [{ Questions: [var question] } asking])
        {
            var problem = await decider.DecideAsync(systemUser, question, requestServices, cancellationToken);
            return problem is null
                ? Verdict.Yes([new(asking.Demand, question)])
                : Verdict.No(asking.Told(problem, systemUser));
        }

        var answered = await AnswerAsync(systemUser, askings, inBatches, cancellationToken);
        var verdict = Judge(systemUser, askings, answered, out var refused);
        var unrecorded = await RecordAsync(systemUser, answered, refused, requestServices, cancellationToken);
        return unrecorded is null ? verdict : Verdict.No(unrecorded);
    }

    /// <summary>Answers from memory where that is enough, and asks for the rest at once.</summary>
    private async ValueTask<List<Answered>> AnswerAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<Asking> askings,
        bool inBatches,
        CancellationToken cancellationToken
    )
    {
        var answered = new List<Answered>();
        var open = new List<(int Demand, SystemUserQuestion Question)>();
        for (var i = 0; i < askings.Count; i++)
        {
            await RecallAsync(systemUser, askings[i].Questions, i, answered, open);
        }

        if (open.Count > 0)
        {
            SystemUserQuestion[] questions = [.. open.Select(left => left.Question)];
            var answers = inBatches
                ? await decider.AskManyAsync(
                    systemUser,
                    questions,
                    together: askings.Any(asking => asking.Questions.Count > 1),
                    cancellationToken
                )
                : await decider.AskEachAsync(systemUser, questions, cancellationToken);
            for (var i = 0; i < questions.Length; i++)
            {
                var problem = decider.Judge(systemUser, questions[i], answers[i], cancellationToken);
                answered.Add(new(open[i].Demand, questions[i], answers[i], problem));
            }
        }

        foreach (var given in answered)
        {
            decider.Count(given.Question, given.Answer, given.Problem);
        }

        return [.. answered.OrderBy(given => given.Demand)];
    }

    /// <summary>Of several rights, one that is remembered is enough, here or by other hosts; what is not remembered is left open.</summary>
    private async ValueTask RecallAsync(
        AltinnSystemUser systemUser,
        IReadOnlyList<SystemUserQuestion> questions,
        int demand,
        List<Answered> answered,
        List<(int Demand, SystemUserQuestion Question)> open
    )
    {
        if (questions.Count == 1)
        {
            open.Add((demand, questions[0]));
            return;
        }

        var known = new List<Answered>();
        var unknown = new List<SystemUserQuestion>();
        foreach (var question in questions)
        {
            if (IsYes(question, decider.Recall(systemUser, question), unknown))
            {
                return;
            }
        }

        var shared = await decider.FindSharedAsync(systemUser, unknown);
        var left = new List<SystemUserQuestion>();
        for (var i = 0; i < shared.Length; i++)
        {
            if (IsYes(unknown[i], shared[i], left))
            {
                return;
            }
        }

        answered.AddRange(known);
        open.AddRange(left.Select(question => (demand, question)));

        bool IsYes(SystemUserQuestion question, DecisionAnswer? answer, List<SystemUserQuestion> without)
        {
            if (answer is not { } remembered)
            {
                without.Add(question);
                return false;
            }

            var given = new Answered(
                demand,
                question,
                remembered,
                decider.Judge(systemUser, question, remembered, default)
            );
            (given.Problem is null ? answered : known).Add(given);
            return given.Problem is null;
        }
    }

    /// <summary>Judges each demand by the answers to its rights, and then all of them.</summary>
    private static Verdict Judge(
        AltinnSystemUser systemUser,
        IReadOnlyList<Asking> askings,
        List<Answered> answered,
        out SystemUserProblem? refused
    )
    {
        var granted = new GrantedRight[askings.Count];
        var problems = new SystemUserProblem?[askings.Count];
        var told = new SystemUserProblem?[askings.Count];
        for (var i = 0; i < askings.Count; i++)
        {
            var asking = askings[i];
            var own = answered.Where(given => given.Demand == i).OrderBy(given => asking.IndexOf(given.Question));
            var best = Best([.. own]);
            problems[i] = best.Problem;
            told[i] = best.Problem is null ? null : asking.Told(best.Problem, systemUser);
            granted[i] = new(asking.AnyOf[asking.IndexOf(best.Question)], best.Question);
        }

        var named = Named(told);
        refused = named < 0 ? null : problems[named];
        return named < 0 ? Verdict.Yes(granted) : Verdict.No(told[named]!);
    }

    /// <summary>Of the answers to several rights a permit counts; else one that is not available, which may have been one; else the first refusal.</summary>
    private static Answered Best(List<Answered> answered)
    {
        var permit = answered.FindIndex(given => given.Problem is null);
        var unavailable = answered.FindIndex(given => given.Problem is { Status: not StatusCodes.Status403Forbidden });
        return answered[
            permit >= 0 ? permit
            : unavailable >= 0 ? unavailable
            : 0
        ];
    }

    /// <summary>Chooses the problem that is answered: a refusal wins over an unavailable answer, and the first of a kind is named.</summary>
    /// <remarks>What is hidden comes before all, so that no other right tells that it is there.</remarks>
    private static int Named(SystemUserProblem?[] told)
    {
        var hidden = Array.FindIndex(told, problem => problem is { Status: StatusCodes.Status404NotFound });
        var refused = Array.FindIndex(told, problem => problem is { Status: StatusCodes.Status403Forbidden });
        return hidden >= 0 ? hidden
            : refused >= 0 ? refused
            : Array.FindIndex(told, problem => problem is not null);
    }

    /// <summary>Has every answer recorded: where the whole is refused, none as granted.</summary>
    /// <returns>What the caller is answered if something could not be recorded.</returns>
    private async ValueTask<SystemUserProblem?> RecordAsync(
        AltinnSystemUser systemUser,
        List<Answered> answered,
        SystemUserProblem? refused,
        IServiceProvider? requestServices,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested(); // once begun it is finished, lest one stand as granted and the rest nowhere

        // One after the other: a sink that lives in the request's scope need not be safe for several threads.
        var granted = new List<Answered>();
        SystemUserProblem? unrecorded = null;
        foreach (var given in answered)
        {
            var problem = given.Problem ?? refused ?? unrecorded;
            var recorded = await RecordAsync(given, problem);
            unrecorded ??= recorded == problem ? null : recorded;
            if (problem is null && unrecorded is null)
            {
                granted.Add(given);
            }
        }

        if (unrecorded is not null)
        {
            foreach (var given in granted)
            {
                await RecordAsync(given, unrecorded); // as granted they stand there already, and nobody was let in
            }
        }

        return unrecorded;

        ValueTask<SystemUserProblem?> RecordAsync(Answered given, SystemUserProblem? problem) =>
            audit.RecordAsync(
                systemUser,
                given.Question,
                problem,
                given.Answer,
                requestServices,
                CancellationToken.None
            );
    }

    /// <summary>The answer to one of the questions.</summary>
    /// <param name="Demand">Which demand it was asked for.</param>
    /// <param name="Question">The question.</param>
    /// <param name="Answer">What was answered.</param>
    /// <param name="Problem">What it comes to; <see langword="null"/> is a yes.</param>
    private readonly record struct Answered(
        int Demand,
        SystemUserQuestion Question,
        DecisionAnswer Answer,
        SystemUserProblem? Problem
    );
}

/// <summary>What comes of all demands: who is let in was granted one right for each.</summary>
/// <param name="Problem">What the caller is told; <see langword="null"/> is a yes.</param>
/// <param name="Granted">The rights, in the order of the demands; none if there is a problem.</param>
internal readonly record struct Verdict(SystemUserProblem? Problem, IReadOnlyList<GrantedRight> Granted)
{
    public static Verdict Yes(IReadOnlyList<GrantedRight> granted) => new(null, granted);

    public static Verdict No(SystemUserProblem problem) => new(problem, []);
}
