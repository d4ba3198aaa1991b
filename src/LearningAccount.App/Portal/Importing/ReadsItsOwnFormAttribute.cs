using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace LearningAccount.App.Portal.Importing;

/// <summary>The page reads what is sent by itself, as a stream; the framework would read all of it first.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReadsItsOwnFormAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var sources = context.ValueProviderFactories;
        sources.RemoveType<FormValueProviderFactory>();
        sources.RemoveType<FormFileValueProviderFactory>();
        sources.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
