using SmartCloud.Failures;
using SmartCloud.Tests.Support;
using SmartCloud.Texts;

namespace SmartCloud.Tests.Failures;

public sealed class AdvisorTests
{
    public static TheoryData<Enum> Kinds => [.. Enum.GetValues<FailureKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_advice_is_in_both_languages_when_anything_fails(Enum kind)
    {
        var advice = Advisor.For(new Failure((FailureKind)kind, Service.Altinn));

        foreach (var text in new[] { advice.What, advice.WhatToDo })
        {
            text.Bokmaal.ShouldEndWith(".");
            text.English.ShouldEndWith(".");
            text.Bokmaal.ShouldNotBe(text.English);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_advice_has_no_words_of_bokmaal_when_it_is_read_in_nynorsk(Enum kind)
    {
        var advice = Advisor.For(new Failure((FailureKind)kind, Service.Altinn));

        foreach (var text in new[] { advice.What, advice.WhatToDo })
        {
            text.In(Language.Nynorsk).ShouldBeNynorsk();
        }
    }

    [Theory]
    [InlineData(0, "1")]
    [InlineData(0.2, "1")]
    [InlineData(11.5, "12")]
    public void Whole_seconds_are_told_when_there_is_a_wait(double seconds, string told)
    {
        var failure = new Failure(FailureKind.RetryLater, Service.KravOgBetalinger)
        {
            RetryAfter = TimeSpan.FromSeconds(seconds),
        };

        Advisor.For(failure).WhatToDo.In(Language.English).ShouldBe($"Try again in {told} seconds.");
        Advisor.For(failure).What.In(Language.English).ShouldBe("Krav og betalinger is busy.");
    }

    [Fact]
    public void The_text_is_cut_when_another_service_writes_much()
    {
        var failure = new Failure(FailureKind.Rejected, Service.Altinn) { Detail = new string('x', 5000) };

        failure.Detail.ShouldBe(new string('x', 300) + "…");
    }
}
