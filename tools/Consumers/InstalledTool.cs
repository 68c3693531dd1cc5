namespace Consumers;

/// <summary>A tool that is installed into a folder, as its users install it for all of theirs.</summary>
/// <param name="Package">The package.</param>
/// <param name="Command">What is typed.</param>
internal sealed record InstalledTool(string Package, string Command)
{
    private const long MostBytes = 15_000_000;

    /// <summary>Installs it and runs commands.</summary>
    /// <param name="workspace">Where it is installed; the commands run there.</param>
    /// <param name="commands">The arguments of each, with what it is to write.</param>
    /// <exception cref="FailureException">It cannot be installed, is too large, fails, or writes something else.</exception>
    public void Use(Workspace workspace, params (string[] Arguments, string Expected)[] commands)
    {
        long bytes = new FileInfo(workspace.PackageFile(Package)).Length;
        if (bytes > MostBytes)
            throw new FailureException($"It has {bytes} bytes; {MostBytes} are the most.");
        string folder = Path.Combine(workspace.Folder, "tools");
        Dotnet.Run(workspace.Folder, "tool", "install", Package, "--version", workspace.VersionOf(Package), "--tool-path", folder);
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? $"{Command}.exe" : Command);
        foreach ((string[] arguments, string expected) in commands)
            FailureException.ThrowUnlessContains(Dotnet.RunProgram(program, workspace.Folder, arguments), expected);
        Console.WriteLine($"        {bytes / 1e6:F1} MB");
        Directory.Delete(folder, recursive: true);
    }
}
