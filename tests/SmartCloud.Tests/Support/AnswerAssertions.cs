using SmartCloud.Failures;

namespace SmartCloud.Tests.Support;

internal static class AnswerAssertions
{
    public static T ShouldHaveSucceeded<T>(this Answer<T> answer)
        where T : notnull
    {
        answer.TryGet(out var value, out var failure).ShouldBeTrue(failure?.ToString());
        return value!;
    }

    public static Failure ShouldHaveFailed<T>(this Answer<T> answer, FailureKind kind)
        where T : notnull
    {
        answer.TryGet(out _, out var failure).ShouldBeFalse();
        failure!.Kind.ShouldBe(kind);
        return failure;
    }
}
