using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DeepQ.Tool.Output;

/// <summary>Writes the help of a command, and its details below.</summary>
/// <param name="help">Writes the usual help.</param>
internal sealed class DetailedHelp(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>Has the help of a command, and of those below it, written so.</summary>
    public static void AddTo(Command command)
    {
        foreach (HelpOption option in command.Options.OfType<HelpOption>())
            option.Action = new DetailedHelp((HelpAction)option.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        int code = help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ToolCommand command)
            parseResult.InvocationConfiguration.Output.WriteLine(command.Details);
        return code;
    }
}
