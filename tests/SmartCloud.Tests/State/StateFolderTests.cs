using Microsoft.Extensions.Options;
using SmartCloud.Configuration;
using SmartCloud.Customers;
using SmartCloud.Keys;
using SmartCloud.State;
using SmartCloud.Tests.Support;

namespace SmartCloud.Tests.State;

public sealed class StateFolderTests : IDisposable
{
    private static readonly Customer Ape = new(
        OrganizationNumber.Parse("310904473"),
        "TILFELDIG SUBTIL APE",
        SystemKind.Standard
    )
    {
        Connection = new Connection("reference", ConnectionStatus.Connected)
        {
            RequestId = new Guid("505f8488-3d48-4c15-8e21-35cb9432f815"),
            ConfirmUrl = new Uri("https://am.ui.tt02.altinn.no/request?id=1&a=2"),
            CheckedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero),
        },
    };

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_state_is_remembered_when_the_process_starts_again()
    {
        using (var folder = Open())
        {
            var store = new StateStore(folder);
            store.IsNew.ShouldBeTrue();
            store.Update(state => state.With(Ape));
        }

        using var again = Open();
        var restored = new StateStore(again);
        restored.IsNew.ShouldBeFalse();
        restored.Current.Customers.ShouldHaveSingleItem().ShouldBe(Ape);
    }

    [Fact]
    public void The_state_before_is_left_when_a_write_was_cut_off()
    {
        using (var folder = Open())
        {
            new StateStore(folder).Update(state => state.With(Ape));
        }

        File.WriteAllText(Path.Combine(_folder.Path, "state.json.unfinished"), "{\"customers\":[");

        using var again = Open();
        new StateStore(again).Current.Find(Ape.OrganizationNumber).ShouldBe(Ape);
        Directory.GetFiles(_folder.Path, "*.unfinished").ShouldBeEmpty();
    }

    [Fact]
    public void A_change_is_not_made_when_it_cannot_be_written()
    {
        using var folder = Open();
        var store = new StateStore(folder);
        // A folder in the way of the file stands for a disk that takes no more.
        Directory.CreateDirectory(Path.Combine(_folder.Path, "state.json.unfinished"));

        Should
            .Throw<Exception>(() => store.Update(state => state.With(Ape)))
            .ShouldBeOfType<UnauthorizedAccessException>();

        store.Current.Customers.ShouldBeEmpty();
    }

    [Fact]
    public void The_folder_is_refused_when_another_process_holds_it()
    {
        using var folder = Open();

        Should.Throw<InvalidOperationException>(Open).Message.ShouldContain("SmartCloud:StateFolder");
    }

    [Fact]
    public void The_start_stops_and_overwrites_nothing_when_the_state_is_damaged()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "state.json"), "{\"customers\":[{");
        using var folder = Open();

        Should
            .Throw<InvalidOperationException>(() => new StateStore(folder))
            .Message.ShouldStartWith($"The state file '{Path.Combine(_folder.Path, "state.json")}' is damaged.");
        File.ReadAllText(Path.Combine(_folder.Path, "state.json")).ShouldBe("{\"customers\":[{");
    }

    [Fact]
    public void Keys_are_the_same_and_private_when_the_folder_is_opened_again()
    {
        string kid;
        using (var folder = Open())
        {
            var keys = new ClientKeys(folder);
            kid = keys.For(SystemKind.Standard).PublicJwk.Kid;
            keys.For(SystemKind.Agent).PublicJwk.Kid.ShouldNotBe(kid);
        }

        using var again = Open();
        var sameKeys = new ClientKeys(again);
        sameKeys.For(SystemKind.Standard).PublicJwk.Kid.ShouldBe(kid);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(again.PathOf("client-key-standard.pem"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void The_key_file_is_named_and_not_replaced_when_it_is_damaged()
    {
        File.WriteAllText(
            Path.Combine(_folder.Path, "client-key-agent.pem"),
            "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----"
        );
        using var folder = Open();
        var keys = new ClientKeys(folder);

        Should
            .Throw<InvalidOperationException>(() => keys.For(SystemKind.Agent))
            .Message.ShouldStartWith($"The key file '{folder.PathOf("client-key-agent.pem")}' is damaged.");
        folder.ReadText("client-key-agent.pem")!.ShouldContain("AA==");
    }

    [Fact]
    public void A_key_is_made_as_soon_as_its_file_can_be_written()
    {
        using var folder = Open();
        var keys = new ClientKeys(folder);
        var inTheWay = Directory.CreateDirectory(folder.PathOf("client-key-agent.pem"));
        Should.Throw<Exception>(() => keys.For(SystemKind.Agent));

        inTheWay.Delete();

        keys.For(SystemKind.Agent).ShouldBeSameAs(keys.For(SystemKind.Agent));
    }

    public void Dispose() => _folder.Dispose();

    private StateFolder Open() => new(Options.Create(new SmartCloudOptions { StateFolder = _folder.Path }));
}
