namespace InventorySample;

internal static class Program
{
    public static int Main(string[] args)
    {
        if (!SampleOptions.TryParse(args, Console.Out, Console.Error, out _, out int exitCode))
            return exitCode;
        return 0;
    }
}
