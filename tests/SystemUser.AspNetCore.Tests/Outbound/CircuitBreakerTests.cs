using SystemUser.AspNetCore.Outbound.Internal;

namespace SystemUser.AspNetCore.Tests.Outbound;

public sealed class CircuitBreakerTests
{
    private readonly FakeClock _clock = new();
    private int _opened;
    private int _closed;
    private readonly CircuitBreaker _circuit;

    public CircuitBreakerTests() => _circuit = new CircuitBreaker(_clock, () => _opened++, () => _closed++);

    [Theory]
    [InlineData("ffffffffff", true)]
    [InlineData("fffffffff", false)]
    [InlineData("ffffffffs", false)]
    [InlineData("fsfsfsfsfs", false)] // half of ten, and the last was good
    [InlineData("sfsfsfsfsf", true)]
    [InlineData("sssssfffff", true)]
    [InlineData("ssssssffff", false)]
    [InlineData("ssssssssssssssssssssfffffffff", false)]
    [InlineData("ssssssssssssssssssssffffffffff", true)]
    public void The_circuit_opens_after_ten_failures_in_a_row_or_when_half_of_ten_fail(string calls, bool opens)
    {
        Call(calls);

        IsOpen.ShouldBe(opens);
        _opened.ShouldBe(opens ? 1 : 0);
    }

    [Fact]
    public void The_circuit_counts_the_share_of_failures_in_the_last_ten_seconds_only()
    {
        Call("sfsfsfsf");
        _clock.Advance(TimeSpan.FromSeconds(11));
        Call("fsf");
        IsOpen.ShouldBeFalse();

        Call("sfsfsff");
        IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void The_circuit_opens_after_ten_failures_in_a_row_however_far_between()
    {
        for (var i = 0; i < 10; i++)
        {
            IsOpen.ShouldBeFalse();
            Call("f");
            _clock.Advance(TimeSpan.FromMinutes(1));
        }

        _opened.ShouldBe(1);
    }

    [Fact]
    public void An_open_circuit_tells_the_rest_of_the_break()
    {
        Call("ffffffffff");
        _clock.Advance(TimeSpan.FromSeconds(4));

        _circuit.TryEnter(out _, out var wait).ShouldBeFalse();
        wait.ShouldBe(TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void The_circuit_lets_one_call_try_after_the_break_and_closes_when_it_succeeds()
    {
        Call("ffffffffff");
        _clock.Advance(TimeSpan.FromSeconds(10));

        _circuit.TryEnter(out var trying, out _).ShouldBeTrue();
        _circuit.TryEnter(out _, out var wait).ShouldBeFalse();
        wait.ShouldBeNull();
        _circuit.Report(trying, failed: false);

        _closed.ShouldBe(1);
        Call("fffffffff"); // counted anew
        IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_circuit_lets_another_call_try_when_the_first_never_reports()
    {
        Call("ffffffffff");
        _clock.Advance(TimeSpan.FromSeconds(10));
        _circuit.TryEnter(out var lost, out _).ShouldBeTrue();
        _clock.Advance(TimeSpan.FromSeconds(10));

        _circuit.TryEnter(out var second, out _).ShouldBeTrue();
        _circuit.Report(lost, failed: true);
        _circuit.Report(second, failed: false);

        IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void The_circuit_ignores_calls_that_began_before_it_opened()
    {
        var passes = Enumerable.Range(0, 20).Select(_ => Enter()).ToList();
        foreach (var pass in passes[..10])
        {
            _circuit.Report(pass, failed: true);
        }

        _clock.Advance(TimeSpan.FromSeconds(10));
        var trying = Enter();
        _circuit.Report(passes[10], failed: false);
        _circuit.TryEnter(out _, out _).ShouldBeFalse();
        _circuit.Report(trying, failed: false);
        foreach (var pass in passes[11..])
        {
            _circuit.Report(pass, failed: true);
        }

        Call("f");
        IsOpen.ShouldBeFalse();
        _opened.ShouldBe(1);
    }

    private bool IsOpen => !_circuit.TryEnter(out _, out _);

    private long Enter()
    {
        _circuit.TryEnter(out var pass, out _).ShouldBeTrue();
        return pass;
    }

    /// <summary>Makes calls, one after the other: f fails, s succeeds.</summary>
    private void Call(string calls)
    {
        foreach (var call in calls)
        {
            _circuit.Report(Enter(), failed: call == 'f');
        }
    }
}
