using System.Text.Json.Serialization.Metadata;

namespace SystemUser.Sandbox.Wire.Internal.Http;

/// <summary>The answers of <see cref="Reply"/> as results that an endpoint returns.</summary>
internal static class Answers
{
    public static IResult Ok<T>(T value, JsonTypeInfo<T> type) =>
        new Answer(context => Reply.JsonAsync(context, value, type));

    public static IResult ToResult(this Problem problem) => new Answer(context => Reply.ProblemAsync(context, problem));

    /// <summary>The answer to the value of an operation, or its problem.</summary>
    public static IResult Match<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Is(out var value, out var problem) ? answer(value) : problem.ToResult();
}
