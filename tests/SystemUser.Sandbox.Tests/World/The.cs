namespace SystemUser.Sandbox.Tests.World;

/// <summary>Facts of the embedded seed.</summary>
internal static class The
{
    public const string Provider = "974761076";
    public const string Vendor = "991825827";
    public const string Customer = "310904473";
    public const string CustomersUnit = "312399164";
    public const string Accountant = "314250052";
    public const string Client = "312714051";
    public const string SoleProprietor = "310329495";
    public const string UndelegatedClient = "310763357";
    public const string Stranger = "313750531";
    public const string Resource = "ske-krav-og-betalinger";
    public const string DailyLeader = "12876921497";
    public const string BoardMember = "19857200481";
    public const string ClientAdministrator = "14897321891";
    public const string Pia = "30808512153";
    public const string System = "991825827_smartcloud_demo";
    public const string AgentSystem = "991825827_smartcloud_ap_demo";
    public const string AgentPackage = "urn:altinn:accesspackage:regnskapsforer-med-signeringsrettighet";

    public static readonly Guid SystemUser = new("33a0911a-5459-456f-bc57-3d37ef9a016c");
    public static readonly Guid Agent = new("7a1d5e0c-3f52-4c2b-9a64-0d8f1b6e2c31");
}
