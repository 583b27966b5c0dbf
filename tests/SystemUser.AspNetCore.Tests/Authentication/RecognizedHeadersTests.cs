using SystemUser.AspNetCore.Authentication.Internal;

namespace SystemUser.AspNetCore.Tests.Authentication;

public sealed class RecognizedHeadersTests
{
    private readonly RecognizedHeaders _headers = new();

    [Fact]
    public void A_header_is_recognized_by_its_instance_and_not_by_its_letters()
    {
        var header = new string("Bearer a.b.c");
        var token = NewToken();
        _headers.Add(header, token);

        _headers.Find(header).ShouldBeSameAs(token);
        _headers.Find(new string(header.AsSpan())).ShouldBeNull();
    }

    [Fact]
    public void The_newest_header_is_recognized_and_older_ones_are_forgotten_beyond_256()
    {
        var headers = Enumerable.Range(0, 100_000).Select(i => $"Bearer {i}").ToArray();
        foreach (var header in headers)
        {
            _headers.Add(header, NewToken());
        }

        _headers.Find(headers[^1]).ShouldNotBeNull();
        headers.Count(header => _headers.Find(header) is not null).ShouldBeLessThanOrEqualTo(256);
    }

    [Fact]
    public void A_header_is_not_recognized_when_it_is_5000_characters_long()
    {
        var header = new string('x', 5000);
        _headers.Add(header, NewToken());

        _headers.Find(header).ShouldBeNull();
    }

    private static ValidatedToken NewToken() => new(null!, default);
}
