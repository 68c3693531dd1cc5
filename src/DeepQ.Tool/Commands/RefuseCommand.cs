using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq refuse</c>: a version that is not better.</summary>
internal static class RefuseCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Argument<string> version = RegistryFolder.Version();
        Option<string> reason = RegistryFolder.Why();
        ToolCommand command = new("refuse", "Notes that a version is not better.", """
            Where it was the candidate, there is none since; its file stays in the folder.
            Example: deepq refuse policies 0002 --why "no better after a week"
            """)
        {
            folder, version, reason,
        };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            (string name, string why) = (RegistryFolder.Find(registry, parsed.GetRequiredValue(version)), parsed.GetRequiredValue(reason));
            registry.Refuse(name, why);
            parsed.InvocationConfiguration.Output.WriteLine(RegistryText.Of(registry));
        });
        return command;
    }
}
