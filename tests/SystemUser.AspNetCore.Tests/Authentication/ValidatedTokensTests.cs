using Microsoft.AspNetCore.Authentication.JwtBearer;
using SystemUser.AspNetCore.Authentication.Internal;
using SystemUser.AspNetCore.Configuration;

namespace SystemUser.AspNetCore.Tests.Authentication;

/// <summary>The memory of validated tokens stays small, and keeps the newest.</summary>
public sealed class ValidatedTokensTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ValidatedTokens _tokens = new();
    private readonly VerificationTerms _terms = new(new SystemUserOptions(), null!, null!, new JwtBearerOptions());
    private DateTimeOffset _now = TestApp.Start;

    [Fact]
    public void Validated_tokens_are_never_more_than_the_bound()
    {
        Add(Enumerable.Range(0, 1000), maxCount: 10);

        _tokens.Count.ShouldBe(10);
    }

    [Fact]
    public void The_oldest_validated_tokens_go_when_the_bound_is_reached()
    {
        Add(Enumerable.Range(0, 15), maxCount: 10);

        Found(Enumerable.Range(0, 15)).ShouldBe(Enumerable.Range(5, 10));
    }

    [Fact]
    public void A_token_counts_as_new_when_it_is_validated_anew()
    {
        Add(Enumerable.Range(0, 10), maxCount: 11);
        Add([0], maxCount: 11);
        Add(Enumerable.Range(10, 5), maxCount: 11);

        Found([0]).ShouldBe([0]);
    }

    [Fact]
    public void Validated_tokens_shrink_to_a_smaller_bound_as_others_come()
    {
        Add(Enumerable.Range(0, 100), maxCount: 100);
        Add(Enumerable.Range(100, 31), maxCount: 10);

        _tokens.Count.ShouldBe(10);
    }

    [Fact]
    public void Validated_tokens_go_when_they_are_too_old_to_be_recognized()
    {
        Add(Enumerable.Range(0, 100), maxCount: 1000);

        _now += s_minute + TimeSpan.FromTicks(1);
        Add(Enumerable.Range(100, 25), maxCount: 1000);

        Found(Enumerable.Range(0, 125)).ShouldBe(Enumerable.Range(100, 25));
    }

    [Fact]
    public void Validated_tokens_stay_within_the_bound_under_many_threads()
    {
        Parallel.For(
            0,
            10_000,
            i =>
            {
                if (_tokens.Find(Digest(i % 200)) is null)
                {
                    Add([i % 200], maxCount: 50);
                }
            }
        );

        _tokens.Count.ShouldBeInRange(1, 50);
    }

    private static TokenDigest Digest(int token) => TokenDigest.Of($"{token}")!.Value;

    private void Add(IEnumerable<int> tokens, int maxCount)
    {
        foreach (var token in tokens)
        {
            _tokens.Add(Digest(token), new ValidatedToken(_terms, _now), maxCount, _now - s_minute);
        }
    }

    private IEnumerable<int> Found(IEnumerable<int> tokens) =>
        tokens.Where(token => _tokens.Find(Digest(token)) is not null);
}
