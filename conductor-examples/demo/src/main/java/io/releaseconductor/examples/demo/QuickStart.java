package io.releaseconductor.examples.demo;

import io.releaseconductor.ActionResult;
import io.releaseconductor.Conductor;
import io.releaseconductor.ShipRequest;
import io.releaseconductor.ShipResult;
import io.releaseconductor.chat.ButtonId;
import io.releaseconductor.check.CheckCatalog;
import io.releaseconductor.model.Actor;
import io.releaseconductor.model.Environment;
import io.releaseconductor.spi.Authorizer;
import io.releaseconductor.spi.ChatChannel;
import io.releaseconductor.spi.WorkflowDispatcher;

/** What the README shows. */
final class QuickStart {

    private QuickStart() {}

    static Conductor start(WorkflowDispatcher workflows, ChatChannel chat) {
        // docs: the builder
        Conductor conductor = Conductor.builder()
                .workflows(workflows) // starts, watches and cancels the runs of your CI service
                .chat(chat) // posts cards and changes them
                .authorizer(Authorizer.allowAll()) // who may do what: there is no silent default
                .checks(CheckCatalog.discover()) // the five built-in checks and your own
                .build()
                .start();
        // end
        return conductor;
    }

    static ShipResult ship(Conductor conductor, Actor ada) {
        // docs: shipping
        ShipRequest request = ShipRequest.to(Environment.STAGING, ada).withDestination("#releases");
        ShipResult result = conductor.ship(request); // or: refused, since somebody else is at it
        // end
        return result;
    }

    static ActionResult click(Conductor conductor, ButtonId button, Actor ada) {
        // docs: a click
        ActionResult clicked = conductor.press(button, ada); // Promote, Rollback, Cancel and so on
        // end
        return clicked;
    }
}
