using FsCheck;
using FsCheck.Fluent;
using SystemUser.AspNetCore.Claims;
using SystemUser.AspNetCore.Decisions;
using SystemUser.AspNetCore.Decisions.Internal.Caching;
using SystemUser.AspNetCore.Decisions.Internal.Sharing;

namespace SystemUser.AspNetCore.Tests.Decisions;

/// <summary>Two questions that differ in anything never share an entry, here or in the shared cache.</summary>
public sealed class DecisionKeyTests
{
    private static readonly Moment s_now = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), 0);
    private static readonly Moment s_end = new(s_now.Time.AddMinutes(1), 60);

    // Few values, so that two questions are often alike in most parts.
    private static readonly Gen<DecisionQuestion> s_questions =
        from pdp in Gen.Elements("https://a.test", "https://b.test", "https://a.test/")
        from subject in Gen.Elements("47caea5b-a80b-4343-b1d3-31eb523a4e28", "47caea5b-a80b-4343-b1d3-31eb523a4e29")
        from party in Gen.Elements("310904473", "310904474")
        from resource in Gen.Elements("a", "ab", "b")
        from action in Gen.Elements("b", "Read", "read", "ab")
        from attributes in Gen.ListOf(
            from id in Gen.Elements("a", "ab", "b")
            from value in Gen.Elements("a", "b", "ba", "bab", "\ud800", "\ud801")
            select new ResourceAttribute(id, value)
        )
        select new DecisionQuestion(
            pdp,
            SystemUserId.Parse(subject),
            OrganizationNumber.Parse(party),
            new SystemUserRight(
                ResourceId.Parse(resource),
                ActionId.Parse(action),
                new ResourceAttributes([.. attributes.Take(2)])
            )
        );

    [Fact]
    public void Two_questions_share_a_cache_entry_only_when_they_are_equal() =>
        Prop.ForAll(
                s_questions.Two().ToArbitrary(),
                pair =>
                {
                    var (one, other) = pair;
                    var cache = new DecisionCache(10);
                    cache.Set(new(one, PolicyDecision.Permit, s_now.Time, s_end, 0), s_now);
                    return cache.TryGet(other, s_now, out _) == (Text(one) == Text(other));
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Two_questions_share_a_hash_only_when_they_are_equal() =>
        Prop.ForAll(
                s_questions.Two().ToArbitrary(),
                pair =>
                    SharedKey.HashOf(pair.Item1).AsSpan().SequenceEqual(SharedKey.HashOf(pair.Item2))
                    == (Text(pair.Item1) == Text(pair.Item2))
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    public static TheoryData<DecisionQuestion> OneDifference =>
        [
            Some.Question(pdp: "https://other.test"),
            Some.Question(systemUser: "47caea5b-a80b-4343-b1d3-31eb523a4e29"),
            Some.Question(party: "910459881"),
            Some.Question(resource: "ttd-externalpdp-resource2"),
            Some.Question(action: "write"),
            Some.Question(action: "Read"),
            Some.Question(attributes: new ResourceAttribute("urn:altinn:resource:instance-id", "1")),
        ];

    [Theory]
    [MemberData(nameof(OneDifference))]
    public void Two_questions_share_neither_entry_nor_hash_when_one_part_differs(DecisionQuestion other)
    {
        var cache = new DecisionCache(10);
        cache.Set(new(Some.Question(), PolicyDecision.Permit, s_now.Time, s_end, 0), s_now);

        cache.TryGet(Some.Question(), s_now, out _).ShouldBeTrue();
        cache.TryGet(other, s_now, out _).ShouldBeFalse();
        SharedKey.HashOf(other).ShouldNotBe(SharedKey.HashOf(Some.Question()));
    }

    /// <summary>Writes every part, each in brackets of its own kind that no part holds.</summary>
    private static string Text(DecisionQuestion question) =>
        $"<{question.PolicyDecisionPoint}><{question.Subject}><{question.Party}><{question.Right.Resource}><{question.Right.Action}>"
        + string.Concat(question.Right.Attributes.Select(attribute => $"<{attribute.Id}|{attribute.Value}>"));
}
