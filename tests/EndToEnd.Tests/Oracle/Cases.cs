using System.Globalization;

namespace EndToEnd.Tests.Oracle;

/// <summary>Makes cases from a seed: the same seed, the same cases.</summary>
public sealed class Cases
{
    private const int ShareOfEachOtherWorld = 33; // one in so many cases
    private const int RegisteredParties = 900; // of the sample's thousand invented ones

    private static readonly string[] s_malformed =
    [
        "",
        "31090447",
        "3109044730",
        "31090447x",
        "-10904473",
        " 10904473",
        "310904473 ",
        " 310904473",
        "310 904 473",
        "0192:310904473",
        "٣١٠٩٠٤٤٧٣",
        "３１０９０４４７３",
        "31090447３",
        "310904473\n",
        "null",
        "+31090447",
        "0310904473",
        "310904473/",
        "310904473\\",
        "310904473;a=b",
        "310904473,310904473",
        "310904473&a=b",
        "..%2f310904473",
        "31090447\u200b3",
        "{partsidentifikator}",
    ];

    private readonly Random _chance;
    private readonly string[] _registered;

    private Cases(int seed)
    {
        _chance = new Random(seed);
        _registered = [.. Numbers(315_000_000).Take(RegisteredParties)];
    }

    /// <summary>Makes cases, in the order in which they are to be numbered.</summary>
    public static IReadOnlyList<Case> Make(int seed, int count)
    {
        var cases = new Cases(seed);
        World[] others = [World.Strained, World.NoOwnToken, World.Silent, World.NoKeys];
        Case[] made =
        [
            .. others.SelectMany(world =>
                Enumerable.Range(0, count / ShareOfEachOtherWorld).Select(_ => cases.Any(world))
            ),
            .. cases.OfUnknownParties(),
        ];
        return [.. made, .. Enumerable.Range(0, count - made.Length).Select(_ => cases.Any(World.Well))];
    }

    private Case Any(World world)
    {
        var owner = Pick(_registered);
        var endpoint =
            (world is World.Well or World.Strained) && Happens(8)
                ? Pick(Endpoints.WithScope)
                : Pick(Endpoints.WithRight);
        var it = new Case(
            world,
            AnyToken(owner, endpoint),
            Happens(4) ? Pick("HEAD", "PUT", "PATCH", "DELETE") : endpoint.Method,
            endpoint,
            Happens(12) ? Pick(s_malformed)
                : Happens(50) ? owner
                : Pick(_registered),
            AnyReply(world),
            PdpReplies.Permit,
            Oddities.None,
            Earlier: null
        );
        it = Happens(15) ? it with { Oddity = AnyOddity(it.Token) } : it;
        it =
            it.Token.Flaw == TokenFlaw.Forged ? it with { Earlier = Genuine(it) }
            : Happens(world == World.Strained ? 80 : 35) ? it with { Earlier = AnyEarlier(it) }
            : it;
        return it.Party == owner && Happens(4) ? it with { Reply = PdpReplies.SyntaxError } : it;
    }

    /// <summary>As many as may look unknown to Altinn within a minute: five. What comes of more is tried in a strained world.</summary>
    private IEnumerable<Case> OfUnknownParties()
    {
        var valid = Numbers(810_000_000 + _chance.Next(1_000_000)).Take(3).ToArray();
        var mistyped = Numbers(820_000_000 + _chance.Next(1_000_000)).Take(2).Select(Mistyped).ToArray();
        var again = OfUnknownParty(mistyped[1], AnyReply(World.Strained));
        return
        [
            OfUnknownParty(valid[0], PdpReplies.Permit),
            OfUnknownParty(valid[1], Pick(PdpReplies.Decided)),
            OfUnknownParty(valid[2], Pick(PdpReplies.Undecided)),
            OfUnknownParty(mistyped[0], Pick(PdpReplies.Undecided)),
            again with
            {
                Reply = PdpReplies.Permit,
                Earlier = again,
            },
        ];
    }

    private Case OfUnknownParty(string party, PdpReply ownerReply)
    {
        var endpoint = Pick(Endpoints.WithRight.Where(one => one.TakesParty));
        var token = GoodToken(Pick(_registered), endpoint);
        return new(
            World.Well,
            token,
            endpoint.Method,
            endpoint,
            party,
            PdpReplies.SyntaxError,
            ownerReply,
            Oddities.None,
            null
        );
    }

    /// <summary>What the same system user asks before: the same, of another party, or elsewhere; with a token that is good.</summary>
    private Case AnyEarlier(Case it)
    {
        var endpoint = it.Endpoint.Resource is null || Happens(25) ? Pick(Endpoints.WithRight) : it.Endpoint;
        var party =
            s_malformed.Contains(it.Party) || Happens(it.World == World.Strained ? 60 : 20)
                ? Pick(_registered)
                : it.Party;
        var token = GoodToken(it.Token.Owner, endpoint);
        return it with
        {
            Oddity = Oddities.None,
            Token =
                TokenKinds.Good.Any(kind => kind.Name == it.Token.Kind) && Happens(50)
                    ? token with
                    {
                        Kind = it.Token.Kind,
                    }
                    : token,
            Method = endpoint.Method,
            Endpoint = endpoint,
            Party = party,
            Reply = AnyReply(it.World),
        };
    }

    /// <summary>The same request with the token that a forger would change.</summary>
    private Case Genuine(Case it) =>
        it with
        {
            Token = it.Token with { Kind = TokenKinds.Good[0].Name, Flaw = TokenFlaw.None },
            Oddity = Oddities.None,
            Reply = AnyReply(it.World),
        };

    /// <summary>A second token stands beside a first one, or it is the only one.</summary>
    private Oddity AnyOddity(Token token) =>
        Pick(Oddities.All.Where(oddity => !oddity.IsSecondToken || token.Flaw != TokenFlaw.Missing));

    private Token AnyToken(string owner, Endpoint endpoint)
    {
        var kind =
            Happens(22) ? Pick(TokenKinds.Flawed)
            : Happens(9) ? Pick(TokenKinds.OtherSpeakers)
            : Pick(TokenKinds.Good);
        var scope = endpoint.Scope;
        var other = scope == Endpoints.Scope ? Endpoints.ReportScope : Endpoints.Scope;
        string?[] without =
        [
            null,
            "",
            other,
            "other:scope",
            scope + "x",
            scope[..^1],
            scope + "/read",
            "x:" + scope,
            scope.ToUpperInvariant(),
            $"{scope},{other}",
            $"{other} {scope}s",
            scope.Replace('a', '\u0430'),
            scope + "\\u0000",
            scope + "\\t" + other,
            scope + "\u00a0" + other,
            $"\\\"{scope}\\\"",
        ];
        var scopes = Happens(12) ? Pick(without) : GoodScopes(scope, other);
        return new(kind.Name, kind.Flaw, kind.Speaker, owner, scopes);
    }

    private Token GoodToken(string owner, Endpoint endpoint) =>
        new(TokenKinds.Good[0].Name, TokenFlaw.None, Speaker.OneSystemUser, owner, endpoint.Scope);

    private string GoodScopes(string scope, string other) =>
        Pick(
            scope,
            scope,
            $"{scope} {other}",
            $"{other} {scope}",
            $"openid {scope} {scope}",
            $"  {scope}   ",
            $"{scope.ToUpperInvariant()} {scope}"
        );

    private PdpReply AnyReply(World world) =>
        Happens(25) ? PdpReplies.Permit
        : Happens(45) ? Pick(PdpReplies.Decided)
        : Happens(75) || world != World.Well ? Pick(PdpReplies.Undecided)
        : Pick(PdpReplies.Troubled);

    private bool Happens(int percent) => _chance.Next(100) < percent;

    private T Pick<T>(params IEnumerable<T> from)
    {
        var list = from as IReadOnlyList<T> ?? [.. from];
        return list[_chance.Next(list.Count)];
    }

    /// <summary>Organization numbers with valid check digits, in order.</summary>
    private static IEnumerable<string> Numbers(int first) =>
        Enumerable
            .Range(first, int.MaxValue - first)
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Where(Contract.HasCheckDigit);

    private static string Mistyped(string number) =>
        number[..8] + ((number[8] - '0' + 1) % 10).ToString(CultureInfo.InvariantCulture);
}
