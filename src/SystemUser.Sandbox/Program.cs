namespace SystemUser.Sandbox;

public static class Program
{
    public static void Main(string[] args) { }
}
