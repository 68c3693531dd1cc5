using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Tool.Files;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq rollback</c>: back to the version before.</summary>
internal static class RollbackCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> folder = RegistryFolder.Argument();
        Option<string?> to = new("--to") { Description = "A version that was in use before; the last one without it", HelpName = "version" };
        Option<string> reason = RegistryFolder.Why();
        ToolCommand command = new("rollback", "Brings the version into use that was before the one in use.", """
            Before the first there is none, and the baseline decides. The version that leaves stays in the folder, and 'deepq promote' brings it back.
            Example: deepq rollback policies --why "complaints since noon"
            """)
        {
            folder, to, reason,
        };
        command.SetAction(parsed =>
        {
            using PolicyRegistry registry = RegistryFolder.Open(parsed.GetRequiredValue(folder), time);
            string why = parsed.GetRequiredValue(reason);
            if (parsed.GetValue(to) is { } version)
                registry.Rollback(RegistryFolder.Find(registry, version), why);
            else
                registry.Rollback(why);
            parsed.InvocationConfiguration.Output.WriteLine(RegistryText.Of(registry));
        });
        return command;
    }
}
