using DeepQ.LargeTables;

// usage: LargeTables TABLE [FOLDER]
// The last line is what came of it: "learned", or what an ArgumentException or IOException says. Nothing else is caught.
if (args.Length == 0 || !Trials.All.TryGetValue(args[0], out Action<string?>? trial))
{
    Console.Error.WriteLine($"usage: LargeTables {string.Join("|", Trials.All.Keys)} [FOLDER]");
    return 2;
}

try
{
    trial(args.Length > 1 ? args[1] : null);
    Console.WriteLine("learned");
    return 0;
}
catch (Exception error) when (error is ArgumentException or IOException)
{
    Console.WriteLine(error.Message);
    return 1;
}
